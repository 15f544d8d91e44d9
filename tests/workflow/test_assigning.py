"""Who does a task; ends before the decision; lines that move no task."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notices.models import Notice
from organization.models import Person, Role
from records.models import Event
from tests.makers.organization import Cast, give_post, make_person
from tests.makers.workflow import MORNING, a_case, accepted, do, reviewed, task_of
from tests.workflow.refusing import refused
from workflow.actions import (
    TaskClock,
    claim,
    complete,
    delegate,
    locked_case,
    note,
    reassign,
    terminate,
    withdraw,
)
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def colleague(people: Cast) -> Person:
    """A second reviewer of 计量处."""
    person = make_person("metrology2", name="于量")
    give_post(person, people.unit("metrology"), Role.REVIEWER)
    return person


def test_a_claimed_task_is_ones_own(people: Cast) -> None:
    task = task_of(accepted(people), "metrology")

    claim(task.pk, by=people.metrology, at=LATER)

    task.refresh_from_db()
    assert task.assignee == people.metrology


def test_whoever_claims_second_is_told_who_was_first(people: Cast, colleague: Person) -> None:
    task = task_of(accepted(people), "metrology")
    claim(task.pk, by=people.metrology, at=LATER)

    with refused("workflow.claimed") as refusal:
        claim(task.pk, by=colleague, at=LATER)

    assert "何度" in refusal.value.message
    assert not Event.objects.filter(verb="attempt.refused").exists()


def test_claiming_twice_is_one_line(people: Cast) -> None:
    case = accepted(people)
    claim(task_of(case, "metrology").pk, by=people.metrology, at=LATER)
    claim(task_of(case, "metrology").pk, by=people.metrology, at=LATER)

    assert Event.objects.about(case.subject).of_verb("task.claimed").count() == 1


def test_the_head_reassigns_and_the_new_person_is_told(people: Cast, colleague: Person) -> None:
    task = task_of(accepted(people), "metrology")

    reassign(task.pk, to=colleague, by=people.metrology, at=LATER, reason="出差")

    assert Notice.objects.filter(kind="task.assigned", recipient=colleague).count() == 1
    reassign(task.pk, to=None, by=people.supervisor, at=LATER, reason="退回任务池")
    task.refresh_from_db()
    assert task.assignee is None


def test_work_goes_only_to_people_of_its_seat(people: Cast) -> None:
    task = task_of(accepted(people), "metrology")

    with refused("workflow.not_eligible"):
        reassign(task.pk, to=people.legal, by=people.metrology, at=LATER)


@pytest.mark.parametrize("stranger", ["legal", "clerk", "admin"])
def test_a_stranger_reassigns_nothing(people: Cast, stranger: str) -> None:
    task = task_of(accepted(people), "metrology")

    with pytest.raises(NotThereError):
        reassign(task.pk, to=None, by=getattr(people, stranger), at=LATER)


def test_a_delegate_acts_within_the_dates_only(people: Cast, colleague: Person) -> None:
    case = accepted(people)
    task = task_of(case, "metrology")
    claim(task.pk, by=people.metrology, at=LATER)
    colleague.posts.update(role=Role.REVIEWER)

    delegate(
        task.pk,
        to=colleague,
        first_on=date(2026, 9, 23),
        last_on=date(2026, 9, 24),
        by=people.metrology,
        at=LATER,
        reason="外出",
    )

    task.refresh_from_db()
    assert task.delegate_on(date(2026, 9, 24)) == colleague.pk
    assert task.delegate_on(date(2026, 9, 25)) is None
    complete(task.pk, Outcome.AGREE, by=colleague, at=LATER)


def test_a_delegation_has_lawful_dates(people: Cast, colleague: Person) -> None:
    task = task_of(accepted(people), "metrology")
    claim(task.pk, by=people.metrology, at=LATER)

    for first_on, last_on in [(date(2026, 9, 25), date(2026, 9, 24)), (date(2026, 9, 1), date(2026, 9, 22))]:
        with refused("workflow.delegation_span"):
            delegate(task.pk, to=colleague, first_on=first_on, last_on=last_on, by=people.metrology, at=LATER)


def test_a_withdrawal_ends_the_case_and_its_tasks(people: Cast) -> None:
    case = withdraw(accepted(people).pk, reason="不再申请", by=people.clerk, at=LATER)

    assert (case.state, case.outcome, case.decided_on) == ("closed", "withdrawn", None)
    assert not Task.objects.filter(case=case, state__in=["open", "waiting"]).exists()


def test_a_case_sent_back_says_so(people: Cast) -> None:
    case = terminate(
        a_case(people).pk,
        reason="逾期未补正",
        by=None,
        at=LATER,
        outcome=Outcome.SENT_BACK,
        verb="case.sent_back",
    )

    assert (case.outcome, Event.objects.about(case.subject).in_order().last().verb) == (  # type: ignore[union-attr]  # just written
        "sent_back",
        "case.sent_back",
    )


def test_a_decided_or_ended_case_is_not_withdrawn(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    with refused("workflow.decided"):
        withdraw(case.pk, reason="不再申请", by=people.clerk, at=LATER)
    other = withdraw(accepted(people).pk, reason="不再申请", by=people.clerk, at=LATER)
    with pytest.raises(AlreadyDoneError):
        withdraw(other.pk, reason="不再申请", by=people.clerk, at=LATER)
    with refused("workflow.no_reason"):
        withdraw(accepted(people).pk, reason="", by=people.clerk, at=LATER)


def test_a_note_is_one_line_and_moves_nothing(people: Cast) -> None:
    case = a_case(people)

    noted = note(case.pk, "verdicts.set", by=people.clerk, at=LATER, facts={"complete": 5})

    assert (noted.last_seq, noted.state) == (2, "open")
    line = Event.objects.about(case.subject).get(verb="verdicts.set")
    assert line.data["complete"] == 5


def test_a_correction_stops_the_intakes_timer_and_its_answer_starts_it_anew(people: Cast) -> None:
    case = a_case(people)
    task = task_of(case, "intake")
    assert task.due_on == date(2026, 10, 8)

    note(case.pk, "correction.requested", by=people.clerk, at=LATER, clock=TaskClock(task.pk, None, None))
    assert task_of(case, "intake").due_on is None

    answered = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
    clock = TaskClock(task.pk, date(2026, 10, 12), 5)
    note(case.pk, "correction.received", by=people.clerk, at=answered, clock=clock)
    assert task_of(case, "intake").due_on == date(2026, 10, 19)


def test_a_locked_case_is_there_only_for_who_sees_it(people: Cast) -> None:
    case = a_case(people)

    with pytest.raises(NotThereError), locked_case(case.pk, act="x", by=people.food, at=LATER) as locked:
        locked.tell("x.noted")


def test_the_same_token_opens_one_case(people: Cast) -> None:
    first = a_case(people, token="form-1")
    again = a_case(people, first.process, token="form-1")

    assert (again.pk, Case.objects.count()) == (first.pk, 1)
