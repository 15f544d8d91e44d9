"""Finding cases: by number, by applicant's name or code, newest first, among those one may see."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from parties.exports import as_csv, as_xlsx
from parties.models import Party
from workdays.calendar import Calendar
from workdays.store import current_calendar
from workflow.models import Case
from workflow.numbers import NumberError, check_case_number
from workflow.states import CaseState
from workflow.views.reading import me, staff_standing, today

PAGE, MOST_EXPORTED, MOST_PARTIES = 50, 20_000, 50
FILES = {"csv": as_csv, "xlsx": as_xlsx}
HEAD = [
    gettext_lazy("案号"),
    gettext_lazy("事项"),
    gettext_lazy("申请人"),
    gettext_lazy("辖区"),
    gettext_lazy("收件"),
    gettext_lazy("受理"),
    gettext_lazy("承诺办结"),
    gettext_lazy("状态"),
    gettext_lazy("结果"),
]


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponseBase:
    """The cases found; a whole case number leads to its page at once."""
    staff_standing(request)
    words, state = request.GET.get("q", "").strip()[:80], request.GET.get("state", "")
    visible = Case.objects.visible_to(me(request), today())
    number = _number(words)
    if number and visible.filter(number=number).exists():
        return redirect("case", number)
    found = _narrowed(visible, words, state).select_related("party", "district", "process")
    if request.GET.get("format") in FILES:
        lines = (_line(case) for case in found.order_by("-pk")[:MOST_EXPORTED].iterator(chunk_size=500))
        return FILES[request.GET["format"]](_("案件"), [str(each) for each in HEAD], lines)
    before = request.GET.get("before", "")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before[:18]))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return render(request, "workflow/search.html", _context(request.GET, rows, words, state))


def _number(words: str) -> str:
    try:
        return check_case_number(words)
    except NumberError:
        return ""


def _narrowed(visible: QuerySet[Case], words: str, state: str) -> QuerySet[Case]:
    if state in CaseState.values:
        visible = visible.filter(state=state)
    if not words:
        return visible
    parties = list(Party.objects.search(words).values_list("pk", flat=True)[:MOST_PARTIES])
    return visible.filter(Q(number__startswith=words) | Q(party__in=parties))


def _context(given: QueryDict, rows: list[Case], words: str, state: str) -> dict[str, object]:
    shown, calendar = rows[:PAGE], current_calendar()
    more = len(rows) > PAGE
    return {
        "cases": [(case, _is_provisional(case.promised_on, calendar)) for case in shown],
        "words": words,
        "state": state,
        "states": [("", _("全部")), *CaseState.choices],
        "shown": len(shown),
        "first_url": _url(given) if given.get("before") else "",
        "next_url": _url(given, before=str(shown[-1].pk)) if more else "",
        "csv_url": _url(given, format="csv"),
        "xlsx_url": _url(given, format="xlsx"),
    }


def _is_provisional(on: date | None, calendar: Calendar) -> bool:
    return on is not None and calendar.is_provisional(on)


def _url(given: QueryDict, **changed: str) -> str:
    query = QueryDict(mutable=True)
    kept = {name: given.get(name, "") for name in ("q", "state")}
    query.update({name: value for name, value in {**kept, **changed}.items() if value})
    return f"{reverse('search')}?{query.urlencode()}"


def _line(case: Case) -> list[str]:
    return [
        case.number,
        case.wording,
        case.party.title(),
        case.district.title(),
        case.received_on.isoformat(),
        case.accepted_on.isoformat() if case.accepted_on else "",
        case.promised_on.isoformat() if case.promised_on else "",
        case.get_state_display(),
        case.get_outcome_display(),
    ]
