"""Whose turn it is while a correction is open: the applicant's, with what is owed and by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.intake_days import waits_for_pieces
from licensing.models import CorrectionLine
from licensing.states import State
from workdays.calendar import Calendar
from workflow.models import Case
from workflow.registry import Awaited


def awaited(cases: Iterable[Case], *, on: date, calendar: Calendar) -> Mapping[int, Awaited]:
    """What each applicant still owes of what the one notice named (Art. 32); none after acceptance."""
    waiting = [case.pk for case in cases if case.is_open and case.accepted_on is None]
    owed: dict[int, list[CorrectionLine]] = defaultdict(list)
    for line in _lines(waiting) if waiting else ():
        owed[line.correction.application.case_id].append(line)
    return {
        case: _owed(lines)
        for case, lines in owed.items()
        if waits_for_pieces(len(lines), lines[0].correction.answered_on, on, calendar)
    }


def _lines(cases: list[int]) -> Iterable[CorrectionLine]:
    found = CorrectionLine.objects.filter(
        correction__application__case__in=cases,
        correction__application__state=State.CORRECTION,
        given_on__isnull=True,
    )
    return found.select_related("correction__application", "material").order_by("material__order")


def _owed(lines: list[CorrectionLine]) -> Awaited:
    n = len(lines)
    return Awaited(
        who=_("申请人"),
        owes=ngettext("补交 %(n)d 件材料", "补交 %(n)d 件材料", n) % {"n": n},
        due_on=lines[0].correction.reply_due_on,
        things=tuple(line.material.title for line in lines),
    )
