"""Checks on the spot: at least two people of the unit, named before, their findings after (Art. 34, 55)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from licensing.actions.frame import acting_on_task, is_repeat, require_kind
from licensing.actions.leading import tell_of_dissent
from licensing.actions.writing import attached
from licensing.models import Application, SiteCheck
from licensing.refusals import refuse
from organization.access import standing
from organization.models import Person
from records.languages import listed
from workdays.days import local_day
from workflow.actions import Outcome, complete, note
from workflow.models import Case, Task
from workflow.steps import StepKind


def assign_inspectors(task_id: int, inspectors: Iterable[Person], *, by: Person, at: datetime) -> SiteCheck:
    """Who goes to look, named in time (Art. 55: within five working days of acceptance)."""
    with acting_on_task("site_check.assign", task_id, by=by, at=at) as (application, task):
        require_kind(task, StepKind.SITE_CHECK)
        people = _two_of_the_unit(inspectors, task, local_day(at))
        check = _named(application, task, people, by, at)
        check.save()
        facts = {"step": task.title, "inspectors": [person.name for person in people]}
        note(application.case_id, "site_check.assigned", by=by, at=at, facts=facts)
        return check


@dataclass(frozen=True)
class Report:
    """What was found on the spot, when and where."""

    checked_on: date
    findings: str
    has_passed: bool
    place: str = ""
    conditions: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """A failed check is dissent: the lead answers it in writing before the decision."""
        if not self.has_passed:
            return Outcome.DISSENT
        return Outcome.AGREE_WITH_CONDITIONS if self.conditions else Outcome.PASSED


def record_site_check(
    task_id: int,
    inspectors: Iterable[Person],
    *,
    checked_on: date,
    place: str,
    findings: str,
    has_passed: bool,
    by: Person,
    at: datetime,
    conditions: Iterable[str] = (),
    token: str = "",
) -> Case:
    """What at least two distinct people of the unit found (LegalRefusal art34.*); the step is done.

    A failed check counts as dissent: the lead answers it in writing before the decision.
    """
    asked = tuple(text for text in conditions if text.strip())
    report = Report(checked_on, findings, has_passed, place, asked)
    with acting_on_task("site_check.record", task_id, by=by, at=at) as (application, task):
        if is_repeat(task, token):
            return application.case
        require_kind(task, StepKind.SITE_CHECK)
        people = _two_of_the_unit(inspectors, task, local_day(at))
        _refuse_report(application, report, local_day(at))
        check = _named(application, task, people, by, at)
        check.checked_on, check.place = report.checked_on, report.place
        check.findings, check.has_passed = report.findings, report.has_passed
        check.save()
        case = complete(
            task_id,
            report.outcome,
            by=by,
            at=at,
            opinion=report.findings,
            conditions=report.conditions,
            verb="site_check.recorded",
            facts={**_told(report, people), **attached(task)},
            token=token,
        )
        if not has_passed:
            tell_of_dissent(case, task, at=at)
        return case


def _told(report: Report, people: list[Person]) -> dict[str, Any]:
    return {
        "inspectors": [person.name for person in people],
        "checked_on": report.checked_on,
        "place": report.place,
        "has_passed": report.has_passed,
    }


def _two_of_the_unit(inspectors: Iterable[Person], task: Task, on: date) -> list[Person]:
    people = list({person.pk: person for person in inspectors}.values())
    if len(people) < 2:
        message = _("现场核查须由两名以上工作人员进行（行政许可法第三十四条）。")
        raise refuse("art34.two_inspectors", message, field="inspectors")
    strangers = [each.name for each in people if task.unit_id not in standing(each, on).unit_ids()]
    if strangers:
        message = _("{names}不是承办单位的工作人员，不能核查。").format(names=listed(strangers))
        raise refuse("art34.not_of_the_unit", message, field="inspectors")
    return people


def _refuse_report(application: Application, report: Report, today: date) -> None:
    accepted_on = application.case.accepted_on
    if accepted_on is None or not accepted_on <= report.checked_on <= today:
        message = _("核查日期应在受理之后、今天之前。")
        raise refuse("art34.day", message, field="checked_on")
    if not report.findings.strip():
        raise refuse("art34.no_findings", _("须写明核查情况。"), field="findings")


def _named(application: Application, task: Task, people: list[Person], by: Person, at: datetime) -> SiteCheck:
    check = SiteCheck.objects.filter(task=task).first() or SiteCheck(
        application=application, task=task, assigned_on=local_day(at), assigned_by=by
    )
    check.first_inspector, check.second_inspector = people[0], people[1]
    check.others = [person.pk for person in people[2:]]
    return check
