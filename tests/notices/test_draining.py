"""Delivering: each message once where all goes well, repeated under its key where it does not, never lost."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from celery import current_app
from django.core import mail

import notices.tasks
from notices.actions import Drained, drain, release
from notices.actions.draining import LEASE
from notices.actions.nudging import DRAIN_TASK
from notices.models import Notice, State
from notices.senders import Message
from organization.models import Person
from tests.makers.notices import WORKING_MOMENT, make_notice
from tests.makers.organization import Cast, cast, make_person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
EVENING = WORKING_MOMENT + timedelta(hours=10)


@pytest.fixture
def reader() -> Person:
    return make_person("reader", email="reader@example.com")


class Gateway:
    """A way out that keeps what it was given, and fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.got: list[Message] = []

    def __call__(self, message: Message) -> None:
        self.got.append(message)
        if self.failures:
            self.failures -= 1
            raise OSError("the gateway is away")


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    monkeypatch.setattr("notices.senders._senders", {"email": made})
    return made


def test_in_app_notices_are_stamped_once(reader: Person) -> None:
    make_notice(reader)

    first, second = drain(WORKING_MOMENT), drain(WORKING_MOMENT + MINUTE)

    assert (first.sent, second.sent) == (1, 0)
    assert Notice.objects.get().sent_at == WORKING_MOMENT


def test_an_e_mail_leaves_with_its_key(reader: Person) -> None:
    make_notice(reader, channel="email", body="请在 12 月 1 日前办理", url="/cases/1/")

    drain(WORKING_MOMENT)

    [sent] = mail.outbox
    key = Notice.objects.get().message_key
    assert (sent.to, sent.subject) == (["reader@example.com"], "第 1 件待办")
    assert sent.extra_headers["X-Idempotency-Key"] == key
    assert "请在 12 月 1 日前办理" in sent.body
    assert sent.body.rstrip().endswith("/cases/1/")


def test_nothing_is_sent_before_it_is_due(reader: Person, gateway: Gateway) -> None:
    make_notice(reader, channel="email")

    assert drain(WORKING_MOMENT - MINUTE) == Drained()


def test_e_mail_stays_in_the_house_outside_working_hours(reader: Person, gateway: Gateway) -> None:
    make_notice(reader, channel="email")
    make_notice(reader)

    told = drain(EVENING)

    assert told.sent == 1
    assert gateway.got == []


def test_events_of_one_case_to_one_person_are_one_message(reader: Person, gateway: Gateway) -> None:
    for version in ("1", "2", "3"):
        make_notice(
            reader, channel="email", version=version, key=f"k{version}", title=f"事件{version}", body="详情"
        )
    make_notice(reader, channel="email", number=2)

    told = drain(WORKING_MOMENT)

    assert told.sent == 4
    merged, single = sorted(gateway.got, key=lambda message: len(message.body), reverse=True)
    assert merged.title == "事件1（共 3 条）"
    assert [f"事件{n}" in merged.body for n in (1, 2, 3)] == [True] * 3
    assert single.title == "第 2 件待办"


def test_two_people_get_two_messages(reader: Person, gateway: Gateway) -> None:
    other = make_person("other", email="other@example.com")
    for person in (reader, other):
        make_notice(person, channel="email")

    drain(WORKING_MOMENT)

    assert {message.address for message in gateway.got} == {"reader@example.com", "other@example.com"}


def test_a_failure_waits_longer_each_time_and_keeps_the_key(reader: Person, gateway: Gateway) -> None:
    gateway.failures = 2
    make_notice(reader, channel="email")

    tries: list[datetime] = []
    at = WORKING_MOMENT
    while not tries or Notice.objects.get().state == State.WAITING:
        drain(at)
        tries.append(at)
        at = Notice.objects.get().next_try_at

    assert [later - first for first, later in pairwise(tries)] == [MINUTE, 4 * MINUTE]
    assert len({message.key for message in gateway.got}) == 1
    assert Notice.objects.get().state == State.SENT


def test_one_failure_does_not_hold_up_the_others(reader: Person, gateway: Gateway) -> None:
    gateway.failures = 1
    for number in (1, 2, 3):
        make_notice(reader, channel="email", number=number)

    assert drain(WORKING_MOMENT) == Drained(sent=2, failed=1)


def test_after_five_failures_it_is_set_aside_and_administrators_are_told(gateway: Gateway) -> None:
    house: Cast = cast()
    gateway.failures = 99
    make_notice(house.clerk, channel="email")

    for n in range(7):
        drain(WORKING_MOMENT + n * timedelta(hours=2) if n < 3 else WORKING_MOMENT + timedelta(days=n))

    notice = Notice.objects.get(channel="email")
    assert (notice.state, notice.attempts, len(gateway.got)) == (State.QUARANTINED, 5, 5)
    assert "the gateway is away" in notice.last_error
    alert = Notice.objects.get(kind="notice.quarantined")
    assert (alert.recipient, alert.channel) == (house.admin, "in_app")


def test_a_quarantined_notice_can_be_let_go_again(gateway: Gateway) -> None:
    house: Cast = cast()
    notice = make_notice(house.clerk, channel="email", state=State.QUARANTINED, attempts=5)

    assert release(notice, by=house.admin, at=WORKING_MOMENT)
    assert not release(notice, by=house.admin, at=WORKING_MOMENT)

    assert drain(WORKING_MOMENT).sent == 1


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_under_the_same_key(
    reader: Person, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notice(reader, channel="email")
    with monkeypatch.context() as killing:
        killing.setattr("notices.actions.draining.settle", killed)
        with pytest.raises(KeyboardInterrupt):
            drain(WORKING_MOMENT)
    make_notice(reader, channel="email", version="2", key="came later")

    assert drain(WORKING_MOMENT + MINUTE).sent == 1  # only the one that came later
    assert drain(WORKING_MOMENT + LEASE).sent == 1

    keys = [message.key for message in gateway.got]
    assert keys[0] == keys[2] != keys[1]
    assert not Notice.objects.exclude(state=State.SENT).exists()


def killed(*args: Any, **kwargs: Any) -> int:
    raise KeyboardInterrupt


def test_a_message_that_kills_its_worker_every_time_is_set_aside(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    house: Cast = cast()
    make_notice(house.clerk, channel="email")
    monkeypatch.setattr("notices.actions.draining.settle", killed)

    for n in range(5):
        with pytest.raises(KeyboardInterrupt):
            drain(WORKING_MOMENT + n * LEASE)
    told = drain(WORKING_MOMENT + 5 * LEASE)

    assert told.quarantined == 1
    assert len(gateway.got) == 5


def test_a_thousand_rows_are_drained_in_batches(reader: Person, gateway: Gateway) -> None:
    Notice.objects.bulk_create(
        Notice(
            key=f"k{n}",
            subject_kind="case",
            subject_key=str(n),
            kind="x",
            recipient=reader,
            address="" if n % 2 else "reader@example.com",
            channel="in_app" if n % 2 else "email",
            title="x",
            due_at=WORKING_MOMENT,
            next_try_at=WORKING_MOMENT,
            created_at=WORKING_MOMENT,
        )
        for n in range(1000)
    )

    assert drain(WORKING_MOMENT).sent == 1000
    assert len(gateway.got) == 500


def test_stuck_notices_can_be_counted(reader: Person) -> None:
    make_notice(reader)
    make_notice(reader, number=2, state=State.QUARANTINED)
    make_notice(reader, number=3, state=State.SENT, sent_at=WORKING_MOMENT)

    assert Notice.objects.stuck(WORKING_MOMENT + MINUTE).count() == 2
    assert Notice.objects.stuck(WORKING_MOMENT).count() == 0


def test_the_worker_finds_the_task_by_the_name_the_nudge_sends(reader: Person) -> None:
    make_notice(reader)

    notices.tasks.drain_notices()

    assert DRAIN_TASK in current_app.tasks

    assert Notice.objects.get().state == State.SENT
