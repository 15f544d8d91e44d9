"""The inbox: one's own work and the pool of one's unit, most urgent first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organization.models import District, Person, Role
from organization.standing import Standing
from parties.exports import as_csv, as_xlsx
from workdays.calendar import Calendar
from workdays.store import current_calendar
from workflow.inbox import Count, Cursor, Filters, Page, Tab, count, counts, page
from workflow.inbox.export import HEAD, lines
from workflow.inbox.extensions import waiting_extensions
from workflow.inbox.rows import groups_of
from workflow.models import SavedFilter
from workflow.steps import StepKind
from workflow.views.reading import me, staff_standing, today

PAGE, PAGE_SIZE = "inbox", 50
KEPT = ("tab", "item", "district", "step", "due_until", "green")
FILES = {"csv": as_csv, "xlsx": as_xlsx}


@require_GET
@login_required
def inbox(request: HttpRequest) -> HttpResponseBase:
    """A page of the inbox; tab, filters and place stand in the URL."""
    stand, filters = staff_standing(request), Filters.read(request.GET.dict())
    numbers = counts(stand, _tabs(stand), filters=filters)
    tab = _chosen(request, numbers)
    if request.GET.get("format") in FILES:
        rows = lines(stand, tab, filters)
        return FILES[request.GET["format"]](_("待办"), [str(each) for each in HEAD], rows)
    shown = page(stand, tab, filters=filters, after=_place(request), size=PAGE_SIZE)
    context: dict[str, Any] = {
        "groups": groups_of(
            shown.tasks, reader=me(request), tab=tab, today=today(), calendar=_calendar(shown)
        ),
        "tab": tab,
        "filters": filters,
        "extensions": waiting_extensions(stand),
        "tabs": _tab_links(request.GET, tab, numbers),
        "chips": _chips(request.GET, filters),
        **_pager(request.GET, len(shown.tasks), numbers[tab], shown.after),
    }
    return render(request, "workflow/inbox.html", context)


@require_GET
@login_required
def inbox_filters(request: HttpRequest) -> HttpResponse:
    """The filter panel, fetched when it is opened: the inbox asks for no list it may not need."""
    stand = staff_standing(request)
    context = {
        "filters": Filters.read(request.GET.dict()),
        "tab": request.GET.get("tab", ""),
        "districts": District.objects.order_by("order", "code"),
        "kinds": StepKind.choices,
        "saved": _saved(me(request), stand),
    }
    return render(request, "workflow/inbox_filters.html", context)


def _saved(person: Person, stand: Standing) -> list[tuple[SavedFilter, Count]]:
    """The person's filters, each with how many tasks it finds today."""
    return [
        (each, _found(QueryDict(each.query), stand))
        for each in SavedFilter.objects.filter(person=person, page=PAGE).order_by("title")
    ]


def _found(query: QueryDict, stand: Standing) -> Count:
    tab = query.get("tab", "")
    chosen = Tab(tab) if tab in Tab.values else Tab.POOL
    asked = {name: value for name, value in query.dict().items() if isinstance(value, str)}
    return count(stand, chosen, filters=Filters.read(asked))


@require_POST
@login_required
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name; the same name is written over."""
    staff_standing(request)
    kept = QueryDict(mutable=True)
    kept.update({name: request.POST[name] for name in KEPT if request.POST.get(name)})
    title = request.POST.get("title", "").strip()[:40]
    query = kept.urlencode()[:300]
    if title:
        SavedFilter.objects.update_or_create(
            person=me(request), page=PAGE, title=title, defaults={"query": query}
        )
    return redirect(f"{reverse('inbox')}?{query}")


@require_POST
@login_required
def forget_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a filter of one's own go."""
    SavedFilter.objects.filter(person=me(request), page=PAGE, pk=pk).delete()
    return redirect("inbox")


def _calendar(shown: Page) -> Calendar:
    """The calendar in force; its version came with the rows, if there are any."""
    version = getattr(shown.tasks[0], "calendar_digest", None) if shown.tasks else None
    return current_calendar(version=version)


def _place(request: HttpRequest) -> Cursor | None:
    """Where the page before ended."""
    return Cursor.read(request.GET.get("after", ""))


def _tabs(stand: Standing) -> list[Tab]:
    """What this person has: the whole unit only for its head."""
    return [Tab.MINE, Tab.POOL, *([Tab.UNIT] if stand.has(Role.SECTION_HEAD) else [])]


def _chosen(request: HttpRequest, numbers: dict[Tab, Count]) -> Tab:
    """The tab asked for; else one's own work, or the pool while one has none."""
    given = request.GET.get("tab", "")
    if given in numbers:
        return Tab(given)
    return Tab.MINE if numbers[Tab.MINE].number else Tab.POOL


def _url(given: QueryDict, **changed: str) -> str:
    """The inbox with the present parameters and these changed; an empty one is left out."""
    query = QueryDict(mutable=True)
    wanted = {**{name: given.get(name, "") for name in KEPT}, **changed}
    query.update({name: value for name, value in wanted.items() if value})
    return f"{reverse('inbox')}?{query.urlencode()}"


def _tab_links(given: QueryDict, chosen: Tab, numbers: dict[Tab, Count]) -> list[dict[str, Any]]:
    return [
        {
            "title": tab.label,
            "url": _url(given, tab=tab.value),
            "is_current": tab == chosen,
            "note": _("%(n)s 件") % {"n": number},
            "key": str(place),
        }
        for place, (tab, number) in enumerate(numbers.items(), start=1)
    ]


def _chips(given: QueryDict, filters: Filters) -> list[dict[str, Any]]:
    now, review = today(), StepKind.REVIEW.value
    all_of_it = _url(given, item="", district="", step="", due_until="", green="")
    return [
        {"title": _("全部"), "url": all_of_it, "is_on": filters.is_empty},
        _chip(given, _("绿色通道"), filters.green, {"green": "1"}, icon="diamond-fill"),
        _chip(given, _("今日到期"), filters.due_until == now, {"due_until": now.isoformat()}),
        _chip(given, _("并联审查"), filters.step == review, {"step": review}),
        _chip(given, _("现场核查"), filters.step == StepKind.SITE_CHECK, {"step": StepKind.SITE_CHECK.value}),
    ]


def _chip(given: QueryDict, title: str, is_on: bool, sets: dict[str, str], icon: str = "") -> dict[str, Any]:
    """A filter as a link that sets it, or lets it go when it is on."""
    changed = dict.fromkeys(sets, "") if is_on else sets
    return {"title": title, "url": _url(given, **changed), "is_on": is_on, "icon": icon}


def _pager(given: QueryDict, shown: int, number: Count, after: Cursor | None) -> dict[str, Any]:
    return {
        "shown": shown,
        "count_words": number.in_words(),
        "first_url": _url(given) if given.get("after") else "",
        "next_url": _url(given, after=str(after)) if after else "",
        "csv_url": _url(given, format="csv"),
        "xlsx_url": _url(given, format="xlsx"),
    }
