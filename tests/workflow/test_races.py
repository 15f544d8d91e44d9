"""Many hands on one case at the same instant: one winner, one opening, no line lost; on real threads."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from organization.models import Person
from records.models import Event
from records.verification import verify
from tests.makers.at_once import alone, at_once, gained, race_rounds, sqlite_file
from tests.makers.organization import Cast, cast
from tests.makers.records import run_sql
from tests.makers.workflow import (
    MORNING,
    REVIEWS,
    a_case,
    a_process,
    accepted,
    do,
    reviewed,
    reviewer_of,
    task_of,
)
from workflow.actions import claim, complete, open_case
from workflow.checks import drifted
from workflow.models import Case, Process, Task
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError
from workflow.retelling import untold
from workflow.states import TaskState

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
THREADS = 32 if POSTGRESQL else 2
ROUNDS = race_rounds(5)
ATTEMPTS = 200 if POSTGRESQL else 20
JOINS = 50 if POSTGRESQL else 10
NOW = MORNING + timedelta(hours=3)


@pytest.fixture
def real_locks(tmp_path: Path) -> Callable[[], object]:
    """On SQLite a copy of the database in a file, made when the world stands."""
    path = tmp_path / "test_races.sqlite3"
    return lambda: nullcontext() if POSTGRESQL else sqlite_file(path)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast()


@pytest.fixture
def without_trigger() -> Iterator[None]:
    """The naive variant is to be seen failing, so the database's own last line is lifted."""
    if not POSTGRESQL:
        pytest.skip("the naive variant needs PostgreSQL's threads")
    run_sql("ALTER TABLE workflow_task DISABLE TRIGGER workflow_task_refuses_update")
    yield
    run_sql("ALTER TABLE workflow_task ENABLE TRIGGER workflow_task_refuses_update")


def decide(task_id: int, by: Person) -> str:
    """One attempt."""
    try:
        complete(task_id, Outcome.GRANTED, by=by, at=NOW)
    except AlreadyDoneError as late:
        return f"second to {late.who}"
    return "won"


def attempts_of(act: Callable[[Person], str], person: Person) -> list[str]:
    """All attempts, from all threads, each with its own connection and its own reading of the person."""

    def several(number: int) -> list[str]:
        by = Person.objects.get(pk=person.pk)
        return [act(by) for _attempt in range(number, ATTEMPTS, THREADS)]

    return [result for results in gained(at_once(THREADS, several)) for result in results]


def test_of_many_attempts_on_one_decision_exactly_one_wins(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"]
) -> None:
    process = a_process()
    cases = [reviewed(people, accepted(people, a_case(people, process))) for _round in range(ROUNDS)]
    tasks = [task_of(case, "decision").pk for case in cases]

    with real_locks():
        results = [attempts_of(partial(decide, pk), people.chief) for pk in tasks]
        told = alone(lambda: Event.objects.filter(data__step="局长签批", verb="task.completed").count())
        assert alone(verify).is_sound

    assert [(len(one), one.count("won")) for one in results] == [(ATTEMPTS, 1)] * ROUNDS
    assert all(set(one) == {"won", "second to 高局"} for one in results)
    assert told == ROUNDS


def test_a_naive_decision_is_won_more_than_once(people: Cast, without_trigger: None) -> None:
    def naive(task_id: int, by: Person) -> str:
        task = Task.objects.get(pk=task_id)
        if task.state != TaskState.OPEN:
            return "late"
        task.state, task.outcome, task.done_at, task.done_by = TaskState.DONE, Outcome.GRANTED, NOW, by
        task.save()
        return "won"

    process = a_process()
    cases = [reviewed(people, accepted(people, a_case(people, process))) for _round in range(5)]
    tasks = [task_of(case, "decision").pk for case in cases]

    winners = [attempts_of(partial(naive, pk), people.chief).count("won") for pk in tasks]

    assert max(winners) > 1, winners


def test_departments_finishing_at_the_same_instant_open_the_decision_once(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"]
) -> None:
    hands = REVIEWS if POSTGRESQL else REVIEWS[:2]
    process = a_process()
    cases = [accepted(people, a_case(people, process)) for _case in range(JOINS)]
    for case in cases:
        for step in set(REVIEWS) - set(hands):
            do(people, case, step)
    tasks = {step: [task_of(case, step).pk for case in cases] for step in hands}
    together = Barrier(len(hands))

    def department(number: int) -> None:
        by = Person.objects.get(pk=reviewer_of(people, hands[number]).pk)
        for pk in tasks[hands[number]]:
            together.wait(timeout=60)
            complete(pk, Outcome.AGREE, by=by, at=NOW)

    def outcome() -> tuple[int, int, list[object], list[object]]:
        lines = Event.objects.of_verb("task.completed").values_list("data", flat=True)
        opened = sum(line["opened"] == ["局长签批"] for line in lines)
        standing = Task.objects.filter(step__code="decision", state=TaskState.OPEN, round=1).count()
        return opened, standing, list(untold(Case.objects.all())), list(drifted())

    with real_locks():
        gained(at_once(len(hands), department))
        assert alone(outcome) == (JOINS, JOINS, [], [])


def test_of_two_who_claim_one_has_it(people: Cast, real_locks: Callable[[], "nullcontext[None]"]) -> None:
    case = reviewed(people)
    task = task_of(case, "decision").pk

    def grab(number: int) -> None:
        claim(task, by=Person.objects.get(pk=people.chief.pk), at=NOW)

    with real_locks():
        at_once(THREADS, grab)
        assert alone(lambda: Event.objects.filter(verb="task.claimed").count()) == 1


def test_numbers_given_at_once_have_no_twin(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"]
) -> None:
    first = a_case(people)

    def received(number: int) -> str:
        process = Process.objects.get(pk=first.process_id)
        by = Person.objects.get(pk=people.clerk.pk)
        return open_case(
            process, title="同时收件", party=first.party, district=first.district, by=by, at=NOW
        ).number

    with real_locks():
        numbers = gained(at_once(THREADS, received))

    assert sorted(number[16:21] for number in numbers) == [f"{n:05d}" for n in range(2, THREADS + 2)]


def test_the_same_form_sent_by_many_at_once_opens_one_case(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"]
) -> None:
    first = a_case(people)

    def received(number: int) -> int:
        process = Process.objects.get(pk=first.process_id)
        by = Person.objects.get(pk=people.clerk.pk)
        return open_case(
            process,
            title="重复提交",
            party=first.party,
            district=first.district,
            by=by,
            at=NOW,
            token="one-form",
        ).pk

    with real_locks():
        opened = gained(at_once(THREADS, received))
        total = alone(Case.objects.count)

    assert (len(set(opened)), total) == (1, 2)
