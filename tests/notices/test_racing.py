"""Several drains and writers at once, on PostgreSQL: each message leaves once, each key is written once."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from notices.actions import drain, notify
from notices.models import Notice, State
from notices.senders import Message
from organization.models import Person
from records.chain import Subject
from tests.makers.notices import WORKING_MOMENT, make_notice
from tests.makers.organization import make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]
DRAINS = 6
MESSAGES = 60


class Gateway:
    """Counts deliveries from all threads; sometimes fails once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.got: Counter[str] = Counter()
        self.fails: set[str] = set()

    def __call__(self, message: Message) -> None:
        with self.lock:
            self.got[message.title] += 1
            if message.title in self.fails:
                self.fails.remove(message.title)
                raise OSError("away for a moment")


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    monkeypatch.setattr("notices.senders._senders", {"email": made})
    return made


@pytest.fixture
def reader() -> Person:
    return make_person("reader", email="reader@example.com")


def at_once(count: int, act: Callable[[], Any]) -> list[Any]:
    """Run the act in so many threads that start together; returns what each gave, errors included."""
    gate, given = threading.Barrier(count), []

    def run() -> None:
        try:
            gate.wait()
            given.append(act())
        except Exception as error:
            given.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


@pytest.mark.parametrize("turn", range(5))
def test_many_drains_deliver_each_message_once(reader: Person, gateway: Gateway, turn: int) -> None:
    for number in range(MESSAGES):
        make_notice(reader, number=number, channel="email")
        make_notice(reader, number=number)

    told = at_once(DRAINS, lambda: drain(WORKING_MOMENT))

    assert set(gateway.got.values()) == {1}
    assert len(gateway.got) == MESSAGES
    assert sum(one.sent for one in told) == 2 * MESSAGES
    assert not Notice.objects.exclude(state=State.SENT).exists()


def test_failed_messages_are_repeated_once_by_whoever_comes_first(reader: Person, gateway: Gateway) -> None:
    for number in range(MESSAGES):
        make_notice(reader, number=number, channel="email")
    gateway.fails = {f"第 {number} 件待办" for number in range(0, MESSAGES, 3)}
    failing = len(gateway.fails)

    at_once(DRAINS, lambda: drain(WORKING_MOMENT))
    at_once(DRAINS, lambda: drain(WORKING_MOMENT + timedelta(minutes=2)))

    assert Counter(gateway.got.values()) == {1: MESSAGES - failing, 2: failing}
    assert not Notice.objects.exclude(state=State.SENT).exists()


def test_a_merged_message_is_not_torn_between_drains(reader: Person, gateway: Gateway) -> None:
    for number in range(MESSAGES):
        make_notice(reader, channel="email", key=f"k{number}", version=str(number))

    at_once(DRAINS, lambda: drain(WORKING_MOMENT))

    assert gateway.got == {f"第 1 件待办（共 {MESSAGES} 条）": 1}


def test_writers_of_the_same_news_write_it_once_and_never_deadlock(reader: Person) -> None:
    people = [reader, *(make_person(f"p{n}") for n in range(8))]
    turns = iter(range(DRAINS))

    def write() -> int:
        mine = people if next(turns) % 2 else people[::-1]
        with transaction.atomic():
            return notify(
                kind="task.opened",
                subject=Subject("case", "1"),
                version="1",
                to=mine,
                title="有新的待办",
                at=WORKING_MOMENT,
            )

    given = at_once(DRAINS, write)

    assert given == [len(people)] * DRAINS
    assert Notice.objects.count() == len(people)


def test_drains_go_on_while_an_act_is_being_written(reader: Person, gateway: Gateway) -> None:
    make_notice(reader, channel="email")
    with transaction.atomic():
        make_notice(reader, number=2, channel="email")
        [told] = at_once(1, lambda: drain(WORKING_MOMENT))

    assert told.sent == 1
    assert drain(WORKING_MOMENT).sent == 1
