"""On the morning after, everybody of the demo finds work: each desk, each state, each thing the law knows."""

from datetime import datetime

import pytest
from django.db.models import Q

from licensing.case_file.plain import waiting
from licensing.models import Application, Licence, MaterialVerdict
from licensing.states import State
from licensing.verdicts import Verdict
from organization.access import standing
from organization.models import Person
from workdays.days import SHANGHAI, local_day
from workdays.store import current_calendar
from workflow.models import Case, Extension, Lateness, Pause, SweepRun, Task
from workflow.retelling import untold
from workflow.states import CaseState
from workflow.steps import StepKind
from zhenjiang_qts.demo.scenes import SCENES
from zhenjiang_qts.demo.world import Size, build

MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
TODAY = local_day(MORNING)
STAGED = Size(cases=0, months=2, firms=24, citizens=2, scenes=SCENES)
REVIEWERS = (
    *("metrology", "standards", "quality", "equipment", "food", "legal"),
    *("institute", "newdistrict", "transport"),
)

pytestmark = pytest.mark.django_db


def before(username: str) -> set[str]:
    """The kinds of the open tasks this person may take."""
    seats = standing(Person.objects.get(username=username), TODAY).posts
    mine = Q(pk__in=[])
    for role, unit in seats:
        mine |= Q(role=role, unit=unit)
    return set(Task.objects.open().filter(mine).values_list("step__kind", flat=True))


def test_the_scenes_leave_no_desk_empty_and_the_world_sound() -> None:
    build(STAGED, now=MORNING, progress=lambda _line: None)

    assert [username for username in REVIEWERS if not before(username)] == []
    assert {"intake", "certificate", "delivery"} <= before("clerk")
    assert before("chief") == before("leader") == {"decision"}
    assert "appraisal" in before("institute")
    _the_desk_of_the_chief()
    _every_state_stands_open()
    _what_the_law_knows_has_happened()
    assert list(untold(Case.objects.order_by("pk"))) == []
    assert not SweepRun.objects.exclude(error="").exists()


def _the_desk_of_the_chief() -> None:
    tasks = list(Task.objects.open().filter(step__kind=StepKind.DECISION).select_related("case", "step"))
    seen = waiting(tasks, today=TODAY, calendar=current_calendar())
    assert sum(each.is_plain for each in seen) >= 2
    assert any("有不同意见" in reason for each in seen for reason in each.reasons)


def _every_state_stands_open() -> None:
    standing_open = set(
        Application.objects.filter(case__state=CaseState.OPEN).values_list("state", flat=True)
    )
    assert standing_open >= {
        State.RECEIVED,
        State.CORRECTION,
        State.ACCEPTED,
        State.FORWARDED,
        State.GRANTED,
    }
    side_by_side = Task.objects.open().filter(step__kind=StepKind.REVIEW).values_list("case_id", flat=True)
    assert max(list(side_by_side).count(case) for case in set(side_by_side)) >= 4


def _what_the_law_knows_has_happened() -> None:
    assert Pause.objects.filter(last_on__isnull=True).exists()
    assert Pause.objects.filter(last_on__isnull=False).exists()
    assert Lateness.objects.running().exists()
    assert Application.objects.filter(is_deemed_accepted=True).exists()
    assert MaterialVerdict.objects.filter(verdict=Verdict.PROMISED).exists()
    assert Licence.objects.exists()
    joint = set(Extension.objects.values_list("case__process__is_joint", flat=True))
    assert joint == {True, False}  # approved by the head of the bureau, and by the head of the government
