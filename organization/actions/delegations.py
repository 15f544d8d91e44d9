"""Entrust a function in a district to its bureau (Administrative Licensing Law, Art. 24), and end it."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organization.access import standing
from organization.actions.keeping import keep, require
from organization.actions.loading import DATA
from organization.models import Delegation, District, Person, Unit, UnitKind
from records.actions import record
from records.chain import Subject
from records.refusals import LegalRefusal, attempting
from workdays.days import local_day

DEMO_FILE = DATA / "demo_delegations.json"


def delegate_function(
    function: str,
    *,
    unit: Unit,
    district: District,
    first_on: date,
    last_on: date | None = None,
    notice_no: str,
    published_on: date,
    by: Person | None,
    at: datetime,
) -> Delegation:
    """Entrust a function in a district to its bureau, by a published notice.

    Refused (LegalRefusal, told in the ledger): no notice or one published after the first day, another than
    the district's bureau, an entrusted unit entrusting on. An overlap is a ValidationError.
    """
    require("delegation.grant", by=by, at=at)
    delegation = Delegation(
        function=function,
        unit=unit,
        district=district,
        first_on=first_on,
        last_on=last_on,
        notice_no=notice_no.strip(),
        published_on=published_on,
    )
    subject = Subject("delegation", f"{function}:{district.pk}")
    with attempting("delegate_function", subject, by=by, at=at):
        _check_lawful(delegation, by, local_day(at))
        keep(delegation)
        record(subject, "function.delegated", by=by, at=at, **_facts(delegation))
    return delegation


def end_delegation(delegation: Delegation, *, last_on: date, by: Person | None, at: datetime) -> Delegation:
    """Let a delegation end with that day; before its first day is refused (ValidationError)."""
    require("delegation.grant", by=by, at=at)
    delegation.last_on = last_on
    with transaction.atomic():
        keep(delegation)
        subject = Subject("delegation", f"{delegation.function}:{delegation.district_id}")
        record(subject, "delegation.ended", by=by, at=at, **_facts(delegation))
    return delegation


def load_delegations(path: Path = DEMO_FILE, *, by: Person | None, at: datetime) -> int:
    """Enter the delegations of a file that are not there yet; returns how many were entered."""
    entered = 0
    for facts in json.loads(path.read_text(encoding="utf-8"))["delegations"]:
        unit, district = Unit.objects.get(code=facts["unit"]), District.objects.get(pk=facts["district"])
        first_on = date.fromisoformat(facts["first_on"])
        if unit.delegations.filter(function=facts["function"], district=district, first_on=first_on).exists():
            continue
        delegate_function(
            facts["function"],
            unit=unit,
            district=district,
            first_on=first_on,
            notice_no=facts["notice_no"],
            published_on=date.fromisoformat(facts["published_on"]),
            by=by,
            at=at,
        )
        entered += 1
    return entered


def _check_lawful(delegation: Delegation, by: Person | None, today: date) -> None:
    unit, code = delegation.unit, "art24.publication"
    if not delegation.notice_no:
        raise LegalRefusal(code, _("委托须写明公告文号（行政许可法第二十四条）。"), field="notice_no")
    if delegation.published_on > delegation.first_on:
        raise LegalRefusal(code, _("委托须先公告后施行（行政许可法第二十四条）。"), field="published_on")
    if unit.kind != UnitKind.BUREAU or unit.district_id != delegation.district_id:
        raise LegalRefusal("art24.delegate", _("只能委托该区划的区县局。"), field="unit")
    if by is not None and _sits_with_a_delegate(by, delegation.function, today):
        raise LegalRefusal("art24.reentrustment", _("受委托的单位不得再委托（行政许可法第二十四条）。"))


def _sits_with_a_delegate(by: Person, function: str, today: date) -> bool:
    held = Delegation.objects.on(today).filter(function=function, unit__in=standing(by, today).unit_ids())
    return held.exists()


def _facts(delegation: Delegation) -> dict[str, Any]:
    return {
        "function": delegation.function,
        "unit": delegation.unit.code,
        "unit_name": delegation.unit.short_name,
        "district": delegation.district_id,
        "district_name": delegation.district.name,
        "first_on": delegation.first_on,
        "last_on": delegation.last_on,
        "notice_no": delegation.notice_no,
        "published_on": delegation.published_on,
    }
