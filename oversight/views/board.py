"""The dashboard: what will be late this week, where it is stuck, who must act."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oversight.figures import FIGURES, Asked
from oversight.figures.cases import OpenCases, first_of, lines_of, numbers
from oversight.figures.checks import Found, Runs
from oversight.figures.dwells import stuck
from oversight.figures.history import history
from oversight.figures.loads import loads
from oversight.figures.paces import compressions
from oversight.models import Outlook
from oversight.reading import asked
from oversight.views.charts import heat_of, names_of, trend_of
from oversight.views.entries import Entry, entries_of
from workdays import words

SHOWN, STUCK = 8, 6
LISTS = ("risk", "late")


@require_GET
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """One screen of numbers, each the door to its rows."""
    question = asked(request)
    counted = numbers(question, [one for one in FIGURES.values() if isinstance(one, OpenCases)])
    found, runs = Found.newest(), Runs.newest()
    entries, past = _entries(question), history(question)
    stale = Outlook.objects.stale_since(question.today)
    desks, lying = loads(question), stuck(question)
    context: dict[str, Any] = {
        "asked": question,
        "filters": question.filters,
        "sub": _sub(question, counted, runs, stale),
        "stale": stale,
        "counts": _tally(question, counted, found, runs),
        "risk": entries["risk"],
        "late": entries["late"],
        "numbers": counted,
        "found": found,
        "loads": [(one, _of_load(one.asked(question))) for one in desks[:SHOWN]],
        "desks": len(desks),
        "stuck": [(one, _rows_url("tasks", one.asked(question))) for one in lying[:STUCK]],
        "steps": len(lying),
        "trend": trend_of(past, question),
        "heat": heat_of(past, question),
        "months": names_of(past.months),
        "through": past.through,
        "paces": [
            (one, _rows_url("measured", one.asked(question))) for one in compressions(question)[:SHOWN]
        ],
    }
    return render(request, "oversight/board.html", context)


def _entries(question: Asked) -> dict[str, list[Entry]]:
    """The first rows of the two lists of the dashboard, what they show read for both together."""
    cases = {code: first_of(FIGURES[code], question, SHOWN) for code in LISTS}
    lines = lines_of(question, [case for code in LISTS for case in cases[code]])
    entries = entries_of(FIGURES["late"], lines, question)
    risky = len(cases["risk"])
    return {"risk": entries[:risky], "late": entries[risky:]}


def _sub(question: Asked, counted: dict[str, int], runs: Runs, stale: date | None) -> str:
    week = words.span(question.today, question.week_ends_on)
    said = _("本周余下 %(week)s　全市在办 %(n)d 件") % {"week": week, "n": counted["open"]}
    if stale:
        return said + _("　预计推算于 %(day)s，已过时") % {"day": f"{stale:%m-%d}"}
    return said + (_("　预计推算于 %(at)s") % {"at": runs.foreseen_words} if runs.foreseen_at else "")


def _tally(question: Asked, counted: dict[str, int], found: Found, runs: Runs) -> list[dict[str, Any]]:
    due, later = counted["due-this-week"], counted["later-risk"]
    unclosed = FIGURES["unclosed"].number(question)
    return [
        _count(question, "risk", counted["risk"], "warn", _("本周到期共 %(n)d 件") % {"n": due}),
        _count(question, "late", counted["late"], "late"),
        _count(question, "unlawful", counted["unlawful"], "late", _soon(counted["unlawful-soon"])),
        _count(question, "later-risk", later, "warn"),
        _count(question, "unclosed", unclosed, "warn", _("缺责任环节和原因")),
        _count(question, "orphans", found.number, "late", found.words),
        _count(question, "provisional", counted["provisional"], "warn", _held(runs.held)),
    ]


def _of_load(query: str) -> dict[str, str]:
    codes = {"open": "tasks", "late": "late-tasks", "soon": "soon-tasks"}
    return {name: _rows_url(code, query) for name, code in codes.items()}


def _rows_url(code: str, query: str) -> str:
    return reverse("supervise_rows", args=[code]) + query


def _held(number: int) -> str:
    return _("另有 %(n)d 项后果等日历") % {"n": number} if number else _("没有后果在等日历")


def _soon(number: int) -> str:
    return _("另有 %(n)d 件将超") % {"n": number} if number else ""


def _count(question: Asked, code: str, number: int, tone: str, note: str = "") -> dict[str, Any]:
    return {
        "words": FIGURES[code].title,
        "number": number,
        "url": _rows_url(code, question.filters.query()),
        "tone": tone if number else "",
        "note": note,
    }
