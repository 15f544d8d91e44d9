"""The window's own page: the day in numbers, each of which opens its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from licensing.desk import LISTINGS, Day, Listing, listed, numbers_of
from licensing.handing import QUEUES
from licensing.handing import numbers_of as numbers_after_decision
from licensing.intake_days import WORD_DAYS, Word
from licensing.models import Application
from licensing.states import State
from licensing.views.window.drafts import drafts_of
from licensing.views.window.reading import at_the_window, me, today
from organization.access import standing
from parties.exports import as_csv, as_xlsx
from workdays.store import current_calendar
from workflow.counting import Count

PAGE, MOST_EXPORTED = 30, 20_000
FILES = {"csv": as_csv, "xlsx": as_xlsx}
HEAD = [
    gettext_lazy("案号"),
    gettext_lazy("事项"),
    gettext_lazy("申请人"),
    gettext_lazy("方式"),
    gettext_lazy("收件"),
    gettext_lazy("最迟答复"),
    gettext_lazy("状态"),
]


@dataclass(frozen=True)
class Row:
    """One application of a list: when the window's word is due, and where it is spoken."""

    application: Application
    word: Word | None

    @property
    def url(self) -> str:
        """Where the window goes on with it."""
        if self.owes_by:
            return reverse("window_promises", args=[self.application.case.number])
        pages = {State.RECEIVED: "window_case", State.CORRECTION: "window_correction"}
        name = pages.get(State(self.application.state), "case")
        return reverse(name, args=[self.application.case.number])

    @property
    def owes_by(self) -> date | None:
        """The first day by which a promised material is to come, in the list of those that wait for one."""
        found: date | None = getattr(self.application, "owes_by", None)
        return found

    @property
    def act(self) -> str:
        if self.owes_by:
            return _("收后补")
        words = {State.RECEIVED: _("核对"), State.CORRECTION: _("收补正")}
        return words.get(State(self.application.state), _("查看"))

    @property
    def left(self) -> int | None:
        """Working days left for the window's word, negative past them."""
        return None if self.word is None else WORD_DAYS - self.word.used


@require_GET
@at_the_window
def window(request: HttpRequest) -> HttpResponseBase:
    """The day at the window; `list` chooses whose rows are shown."""
    day = Day(today(), current_calendar())
    numbers = numbers_of(day)
    listing = _chosen(request, numbers)
    if request.GET.get("format") in FILES:
        found = listed(listing, day)[:MOST_EXPORTED].iterator(chunk_size=500)
        rows = _lines(found, day)
        return FILES[request.GET["format"]](str(listing.title), [str(each) for each in HEAD], rows)
    after = request.GET.get("after", "")
    shown = list(listed(listing, day, after=int(after[:18]) if after.isdecimal() else None)[: PAGE + 1])
    context = {
        "listing": listing,
        "rows": [Row(each, day.word_of(each)) for each in shown[:PAGE]],
        "today": day.on,
        "counts": _tally(numbers),
        "tabs": _tabs(listing, numbers),
        "drafts": drafts_of(me(request)),
        "handing": _handing(request),
        **_pager(request.GET, listing, shown, numbers[listing.key]),
    }
    return render(request, "licensing/window/window.html", context)


def _chosen(request: HttpRequest, numbers: dict[str, Count]) -> Listing:
    """The list asked for; else what must be told today, or what waits to be checked."""
    given = request.GET.get("list", "")
    if given in LISTINGS:
        return LISTINGS[given]
    return next(
        (LISTINGS[key] for key in ("due", "waiting", "received") if numbers[key].number), LISTINGS["waiting"]
    )


def _tally(numbers: dict[str, Count]) -> list[dict[str, Any]]:
    notes = {
        "received": _("各种方式合计"),
        "accepted": _("两个时限已起算"),
        "told": _("一次告知全部内容"),
        "refused": _("均有书面凭证"),
        "due": _("第 5 日，逾期视为受理"),
        "waiting": _("五个工作日内答复"),
        "corrections": _("等申请人补正"),
    }
    order = ("received", "accepted", "told", "refused", "due", "waiting", "corrections")
    return [_count(LISTINGS[key], numbers[key], notes[key]) for key in order]


def _count(listing: Listing, number: Count, note: str) -> dict[str, Any]:
    tone = "warn" if listing.is_urgent and number.number else ""
    return {
        "words": listing.title,
        "number": str(number),
        "note": note,
        "url": f"?list={listing.key}",
        "tone": tone,
    }


def _tabs(chosen: Listing, numbers: dict[str, Count]) -> list[dict[str, Any]]:
    return [
        {
            "title": listing.title,
            "url": f"?list={listing.key}",
            "is_current": listing is chosen,
            "note": str(numbers[listing.key]),
        }
        for listing in LISTINGS.values()
        if listing is chosen or listing.key in ("due", "waiting", "corrections", "promised", "received")
    ]


def _handing(request: HttpRequest) -> list[dict[str, Any]]:
    """What lies at the window after the decision: counts with their doors."""
    numbers, url = numbers_after_decision(standing(me(request), today())), reverse("deliveries")
    return [
        {"title": queue.title, "url": f"{url}?list={key}", "n": str(numbers[key])}
        for key, queue in QUEUES.items()
    ]


def _lines(found: Iterator[Application], day: Day) -> Iterator[list[str]]:
    for application in found:
        case, word = application.case, day.word_of(application)
        yield [
            case.number,
            application.item_version.title,
            case.party.title(),
            str(application.get_channel_display()),
            application.received_on.isoformat(),
            _answer_day(application, word),
            str(application.get_state_display()),
        ]


def _answer_day(application: Application, word: Word | None) -> str:
    """The day the row is about: of the window's word, or of the promised material."""
    day = word.due_on if word else Row(application, None).owes_by
    return day.isoformat() if day else ""


def _pager(given: QueryDict, listing: Listing, shown: list[Application], number: Count) -> dict[str, Any]:
    url = f"?list={listing.key}"
    return {
        "shown": min(len(shown), PAGE),
        "count_words": number.in_words(),
        "first_url": url if given.get("after") else "",
        "next_url": f"{url}&after={shown[PAGE - 1].pk}" if len(shown) > PAGE else "",
        "csv_url": f"{url}&format=csv",
        "xlsx_url": f"{url}&format=xlsx",
    }
