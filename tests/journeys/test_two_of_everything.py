"""Two tabs, two clerks, two colleagues at the same instant, at every act that counts: one result each.

Whoever comes second is told who was first; the very same form sent again leads where the first one led.
What an act without guards would do behind the same page is shown at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from licensing.actions import submit_opinion
from licensing.models import Application
from licensing.views.review import decision as decision_page
from organization.models import Person
from records.models import Event
from records.verification import verify
from tests.makers.answers import words
from tests.makers.at_once import alone, at_once, gained, sqlite_file
from tests.makers.licensing import World, a_world, accepted, task
from tests.makers.organization import give_post, sign_in
from tests.makers.parties import a_natural_person
from tests.makers.window import (
    SHORT,
    answer_fields,
    certified,
    granted,
    here,
    kept,
    new_token,
    now,
    of,
    sheet_fields,
    verdict_fields,
)
from workdays.days import local_day
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError
from workflow.states import TaskState

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
HANDS = 32 if POSTGRESQL else 2
Locks = AbstractContextManager[None]


@dataclass
class Race:
    """Where several people send which form, and the line that the one act leaves in the ledger."""

    url: str
    people: Sequence[Person]
    fields: dict[str, Any]
    verb: str
    tabs_are_one: bool = False  # the page itself gives every tab of one clerk the same token
    browsers: list[Client] = field(init=False)
    outcomes: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Everybody is signed in before the start."""
        self.browsers = [sign_in(Client(), self.people[hand % len(self.people)]) for hand in range(HANDS)]

    def run(self) -> Race:
        """Everybody sends the form at once, each with a token of their own."""

        def send(hand: int) -> tuple[int, str]:
            answer = self.browsers[hand].post(self.url, {**self.fields, "token": uuid4().hex})
            return answer.status_code, words(answer)

        self.outcomes = gained(at_once(HANDS, send))
        return self

    @property
    def statuses(self) -> Counter[int]:
        return Counter(status for status, _words in self.outcomes)

    def late_words(self) -> list[str]:
        return [said for status, said in self.outcomes if status == 409]


@pytest.fixture
def world(transactional_db: None) -> World:
    return a_world(SHORT)


@pytest.fixture
def real_locks(tmp_path: Path) -> Callable[[], Locks]:
    """On SQLite a copy of the database in a file, made when the world stands."""
    return lambda: nullcontext() if POSTGRESQL else sqlite_file(tmp_path / "two.sqlite3")


def _clerks(world: World) -> list[Person]:
    return [world.cast.clerk, world.cast.clerk2]


def acceptance(world: World) -> Race:
    application = kept(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT), "act": "accept"}
    return Race(here("window_case", application), _clerks(world), fields, "application.accepted", True)


def one_notice(world: World) -> Race:
    application = kept(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT, {"photo": "unreadable"}), "act": "correct"}
    return Race(
        here("window_case", application), _clerks(world), fields, "application.correction_requested", True
    )


def opinion(world: World) -> Race:
    application = _accepted(world)
    give_post(world.supervision, world.cast.unit("equipment"))
    fields = {"outcome": "agree", "opinion": "合格。"}
    people = [world.cast.equipment, world.supervision]
    return Race(of("opinion", application, "review"), people, fields, "opinion.submitted")


def decision(world: World) -> Race:
    application = _reviewed(world)
    people = [world.cast.chief, world.cast.leader]
    return Race(
        of("decision", application, "decision"),
        people,
        {"kind": "granted"},
        "decision.made",
    )


def certificate(world: World) -> Race:
    application = granted(world)
    fields = {"valid_from": local_day(now()).isoformat()}
    return Race(of("certificate", application, "certificate"), _clerks(world), fields, "licence.issued")


def delivery(world: World) -> Race:
    application = certified(world)
    fields = {"method": "counter", "receiver": "顾晓岚", "proof": "窗口签收单第1号"}
    return Race(here("delivery", application), _clerks(world), fields, "result.delivered")


def _accepted(world: World) -> Application:
    return accepted(world, SHORT, at=now(), party=a_natural_person())


def _reviewed(world: World) -> Application:
    application = _accepted(world)
    review = task(application, "review").pk
    submit_opinion(review, Outcome.AGREE, opinion="合格", by=world.cast.equipment, at=now())
    return application


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(acceptance, id="acceptance"),
        pytest.param(one_notice, id="correction notice"),
        pytest.param(opinion, id="opinion"),
        pytest.param(decision, id="decision"),
        pytest.param(certificate, id="certificate"),
        pytest.param(delivery, id="delivery"),
    ],
)
def test_one_of_many_hands_does_it_and_the_others_are_told_who(
    world: World, real_locks: Callable[[], Locks], begin: Callable[[World], Race]
) -> None:
    race = begin(world)

    with real_locks():
        race.run()
        told = alone(lambda: list(Event.objects.of_verb(race.verb).values_list("actor_name", flat=True)))
        refused = alone(lambda: Event.objects.of_verb("attempt.refused").count())
        assert alone(verify).is_sound

    winners = HANDS // len(race.people) if race.tabs_are_one else 1
    assert race.statuses == Counter({302: winners, 409: HANDS - winners})
    assert (len(told), refused) == (1, 0), "one line, and nobody is put down for an offence"
    assert all(f"已由{told[0]}于" in said for said in race.late_words())


def test_one_sheet_sent_from_many_tabs_is_one_case_and_leads_to_one_receipt(
    world: World, real_locks: Callable[[], Locks]
) -> None:
    token, fields = new_token(), sheet_fields(SHORT, a_natural_person(), act="accept")
    tabs = [sign_in(Client(), world.cast.clerk) for _hand in range(HANDS)]

    with real_locks():
        answers = gained(
            at_once(HANDS, lambda hand: tabs[hand].post(reverse("intake", args=[token]), fields))
        )
        cases = alone(lambda: list(Case.objects.values_list("number", flat=True)))
        assert alone(verify).is_sound

    assert len(cases) == 1
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"] for answer in answers} == {reverse("window_receipt", args=cases)}


TWO_LOOK = Barrier(2)


def naive(task_id: int, *_what: Any, by: Person, **_more: Any) -> None:
    """An act that looks, then stores: here two look before either stores."""
    found = Task.objects.get(pk=task_id)
    if found.state != TaskState.OPEN:
        raise AlreadyDoneError
    with suppress(BrokenBarrierError):
        TWO_LOOK.wait(timeout=5)
    found.state, found.outcome, found.done_at, found.done_by = TaskState.DONE, Outcome.GRANTED, now(), by
    found.save()


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite lets one writer in at a time anyway")
def test_a_naive_act_behind_the_same_page_has_more_than_one_winner(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision_page, "decide", naive)
    _run_sql("ALTER TABLE workflow_task DISABLE TRIGGER workflow_task_refuses_update")

    try:
        winners = decision(world).run().statuses[302]
    finally:
        _run_sql("ALTER TABLE workflow_task ENABLE TRIGGER workflow_task_refuses_update")

    assert winners > 1


def _run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
