"""Urging and notes: told to the right people, on record, once a day, never rewritten."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from notices.models import Notice
from oversight.actions import leave_note, urge
from oversight.models import Prompt, PromptKind
from records.models import Event
from records.refusals import LegalRefusal
from records.sentences import tell
from tests.makers.organization import Cast, give_post, make_person
from tests.makers.workflow import MORNING, accepted, do, task_of
from workflow.actions import claim
from workflow.models import Task
from workflow.refusals import NotThereError
from workflow.retelling import untold


@pytest.fixture
def task(people: Cast) -> Task:
    """The legal review of an accepted case, unclaimed."""
    return task_of(accepted(people), "legal")


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def test_an_urging_reaches_the_person_and_stands_in_the_ledger(people: Cast, task: Task) -> None:
    claim(task.pk, by=people.legal, at=MORNING)

    prompt = urge(task.pk, by=people.supervisor, at=MORNING)

    assert (prompt.unit_id, prompt.person, prompt.kind) == (task.unit_id, people.legal, PromptKind.URGE)
    assert told("task.urged") == {"legal"}
    line = Event.objects.about(task.case.subject).in_order().last()
    assert line is not None
    assert (line.verb, line.actor_name, line.data["step"]) == ("task.urged", "钟鸣", "合法性审查")
    assert list(untold([task.case])) == []


def test_a_pool_is_urged_as_a_whole_with_the_head_of_its_unit(people: Cast, task: Task) -> None:
    hand = make_person("paper")
    give_post(hand, people.unit("legal"))

    urge(task.pk, by=people.leader, at=MORNING)

    assert told("task.urged") == {"legal", "paper"}
    line = Event.objects.about(task.case.subject).in_order().last()
    assert line is not None
    assert "待认领）" in tell(line)


def test_a_note_reaches_person_and_head(people: Cast, task: Task) -> None:
    hand = make_person("paper")
    give_post(hand, people.unit("legal"))
    claim(task.pk, by=hand, at=MORNING)

    leave_note(task.pk, words="请先答复异议。", by=people.supervisor, at=MORNING)

    assert told("task.noted") == {"legal", "paper"}
    assert Notice.objects.filter(kind="task.noted", body__contains="请先答复异议。").exists()


def test_the_same_task_is_urged_once_a_day_by_the_same_person(people: Cast, task: Task) -> None:
    urge(task.pk, by=people.supervisor, at=MORNING)

    with pytest.raises(LegalRefusal, match="今天已经催办过"):
        urge(task.pk, by=people.supervisor, at=MORNING + timedelta(hours=2))
    urge(task.pk, by=people.leader, at=MORNING)
    urge(task.pk, by=people.supervisor, at=MORNING + timedelta(days=1))

    assert Prompt.objects.count() == 3


def test_what_is_done_is_not_urged(people: Cast, task: Task) -> None:
    do(people, task.case, "legal")

    with pytest.raises(LegalRefusal, match="无须再催"):
        urge(task.pk, by=people.supervisor, at=MORNING)


@pytest.mark.parametrize("who", ["legal", "clerk", "inspector", "admin", "enterprise"])
def test_for_anybody_else_there_is_nothing_to_urge(people: Cast, task: Task, who: str) -> None:
    with pytest.raises(NotThereError):
        urge(task.pk, by=getattr(people, who), at=MORNING)


def test_a_note_without_words_is_refused(people: Cast, task: Task) -> None:
    with pytest.raises(LegalRefusal, match="须写明"):
        leave_note(task.pk, words="  ", by=people.supervisor, at=MORNING)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE oversight_prompt SET words = 'x'",
        "DELETE FROM oversight_prompt",
        "INSERT INTO oversight_prompt (kind, task_id, unit_id, person_id, by_id, at, day, words)"
        " SELECT kind, task_id, unit_id, person_id, by_id, at, day, words FROM oversight_prompt",
    ],
    ids=["rewritten", "deleted", "urged twice"],
)
def test_the_database_keeps_what_was_said(people: Cast, task: Task, attack: str) -> None:
    urge(task.pk, by=people.supervisor, at=MORNING)

    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)

    assert Prompt.objects.get().day == date(2026, 9, 23)
