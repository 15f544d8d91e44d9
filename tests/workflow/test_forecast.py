"""When a case will likely end, and whether its promise is at risk."""

from datetime import UTC, date, datetime

import pytest

from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, a_process, accepted, do, licence_steps, reviewed, task_of
from workdays.store import current_calendar
from workflow.actions import pause
from workflow.dossier import dossier_of
from workflow.forecast import Forecast
from workflow.models import Case
from workflow.outcomes import Outcome
from workflow.outlook import outlook
from workflow.steps import PauseGround

TODAY = date(2026, 9, 23)


def seen(case: Case, today: date = TODAY, **usual: int) -> Forecast:
    dossier = dossier_of(Case.objects.get(pk=case.pk))
    return outlook(dossier, today=today, calendar=current_calendar(), usual_days=usual)


def test_the_critical_path_gives_the_expected_decision(people: Cast) -> None:
    found = seen(accepted(people))

    assert (found.days_left, found.decided_on) == (6, date(2026, 10, 9))
    assert found.path[-1] == "decision"
    assert found.ends_on == date(2026, 10, 22)


def test_what_is_done_no_longer_counts(people: Cast) -> None:
    assert seen(reviewed(people)).days_left == 1


def test_usual_dwell_counts_where_it_is_known(people: Cast) -> None:
    case = accepted(people)

    assert seen(case, equipment=2, metrology=2, legal=2, district=2, institute=2).days_left == 3


@pytest.mark.parametrize(
    ("today", "at_risk"), [(TODAY, False), (date(2026, 10, 19), False), (date(2026, 10, 20), True)]
)
def test_a_case_is_at_risk_before_it_is_late(people: Cast, today: date, at_risk: bool) -> None:
    case = accepted(people)
    for step in ("equipment", "metrology", "institute", "legal"):
        do(people, case, step)

    found = seen(case, today)

    assert found.is_at_risk(Case.objects.get(pk=case.pk).promised_on) is at_risk


def test_a_special_procedure_lies_in_the_path_but_apart_in_the_sum(people: Cast) -> None:
    case = accepted(people)
    pause(
        task_of(case, "institute").pk,
        ground=PauseGround.EXPERT_REVIEW,
        notice=a_document(),
        expected_days=30,
        by=people.institute,
        at=MORNING,
    )

    found = seen(case)

    assert found.path[0] == "institute"
    assert found.decided_on == date(2026, 10, 26)


def test_while_the_clock_stands_days_left_are_compared(people: Cast) -> None:
    found = seen(accepted(people))

    assert found.is_at_risk(None, remaining=5)
    assert not found.is_at_risk(None, remaining=6)
    assert not found.is_at_risk(None)


def test_a_case_that_waits_for_its_applicant_waits_for_nobody_of_ours(people: Cast) -> None:
    assert seen(a_case(people)).path[0] == "intake"


def test_beyond_the_known_calendar_there_is_no_day(people: Cast) -> None:
    case = accepted(people)
    far = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    assert seen(case, far.date()).is_provisional


def test_a_closed_case_has_nothing_left(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    do(people, case, "certificate", Outcome.ISSUED)

    found = seen(case)
    assert (found.days_left, found.path) == (0, ())


def test_a_procedure_to_come_is_forecast_in_days_of_the_calendar(people: Cast) -> None:
    steps = licence_steps()
    steps[3] = {**steps[3], "pause_ground": PauseGround.EXPERT_REVIEW, "days": 30, "expected_days": 30}
    case = accepted(people, a_case(people, a_process(steps)))

    assert seen(case).uncounted_days == 17  # of the thirty days from 23 September, holidays left out
