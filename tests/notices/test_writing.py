"""Writing notices: one row per person and channel, in the reader's language, with the act or not at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils.text import format_lazy
from hypothesis import given
from hypothesis import strategies as st

from notices.actions import notify, nudging
from notices.hours import next_working_moment, wait_after
from notices.models import Notice
from notices.senders import register_sender
from organization.models import Person, Role
from records.chain import Subject
from tests.makers.notices import WORKING_MOMENT
from tests.makers.organization import make_person
from workdays.days import local_day
from workdays.store import current_calendar

SUBJECT = Subject("case", "321100-20261124-00017-0")


@pytest.fixture
def reader(db: None) -> Person:
    return make_person("reader", name="读者", email="reader@example.com", mobile="13800000000")


def tell(*people: Person, **facts: Any) -> int:
    wanted = {"kind": "task.opened", "subject": SUBJECT, "version": "1", "title": "有新的待办"}
    return notify(**{**wanted, "to": people, "at": WORKING_MOMENT, **facts})


def test_one_row_a_person_and_channel(reader: Person) -> None:
    other = make_person("other")

    owed = tell(reader, other, reader, channels=("in_app", "email"))

    assert owed == 3  # the other has no e-mail address
    assert sorted(Notice.objects.values_list("recipient__username", "channel")) == [
        ("other", "in_app"),
        ("reader", "email"),
        ("reader", "in_app"),
    ]


def test_the_same_news_twice_is_one_notice_and_a_new_version_another(reader: Person) -> None:
    tell(reader)
    tell(reader, title="又一次")
    tell(reader, version="2")

    assert list(Notice.objects.order_by("pk").values_list("version", "title")) == [
        ("1", "有新的待办"),
        ("2", "有新的待办"),
    ]


def test_a_disabled_person_is_told_nothing(reader: Person) -> None:
    reader.is_active = False

    assert tell(reader) == 0


def test_what_is_rolled_back_was_never_said(reader: Person) -> None:
    with transaction.atomic():
        tell(reader)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_lazy_words_are_put_into_each_readers_language(reader: Person, monkeypatch: Any) -> None:
    english = make_person("foreigner", language="en")
    words = format_lazy("{word}: {language}", word="x", language=Role.CLERK.label)

    tell(reader, english, title=words)

    titles = dict(Notice.objects.values_list("recipient__username", "title"))
    assert titles["reader"] == "x: 窗口人员"
    assert titles["foreigner"].startswith("x: ")


@pytest.mark.parametrize(
    "title", ["第一行\nBcc: other@example.com", "x" * 10_000, "<script>alert(1)</script>", "\u202e😀=1+1"]
)
def test_odd_titles_become_one_harmless_line(reader: Person, title: str) -> None:
    tell(reader, title=title)

    kept = Notice.objects.get().title
    assert "\n" not in kept
    assert len(kept) <= 200


def test_writing_costs_one_statement(reader: Person, django_assert_num_queries: Any) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        tell(reader)


def test_a_channel_without_a_way_out_is_not_written(reader: Person, monkeypatch: Any) -> None:
    tell(reader, channels=("sms",))
    assert not Notice.objects.exists()

    monkeypatch.setattr("notices.senders._senders", {})
    register_sender("sms", lambda message: None)
    tell(reader, channels=("sms",))
    assert Notice.objects.get().address == "13800000000"


MOMENTS = {
    "in hours it is a few minutes later": ("2026-11-24 10:00", "2026-11-24 10:05"),
    "before hours at nine": ("2026-11-24 07:00", "2026-11-24 09:00"),
    "after hours the next morning": ("2026-11-24 20:00", "2026-11-25 09:00"),
    "on a Friday evening on Monday": ("2026-11-27 18:00", "2026-11-30 09:00"),
    "on a holiday when work begins again": ("2026-10-01 10:00", "2026-10-08 09:00"),
    "on a make-up Saturday the same day": ("2026-10-10 10:00", "2026-10-10 10:05"),
    "in a year nobody entered by the weekday": ("2090-01-07 10:00", "2090-01-09 09:00"),
}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(("at", "due"), MOMENTS.values(), ids=MOMENTS)
def test_e_mail_waits_for_working_hours(reader: Person, at: str, due: str) -> None:
    tell(reader, at=moment(at), channels=("email", "in_app"))

    assert Notice.objects.get(channel="email").due_at == moment(due)
    assert Notice.objects.get(channel="in_app").due_at == moment(at)


@pytest.mark.django_db
@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)))
def test_the_next_working_moment_is_never_earlier_and_always_in_hours(at: datetime) -> None:
    calendar = current_calendar()

    due = next_working_moment(at, calendar)

    assert due >= at
    assert calendar.is_working(local_day(due))
    assert next_working_moment(due, calendar) == due


def test_waits_grow_fourfold() -> None:
    assert [wait_after(n).total_seconds() / 60 for n in (1, 2, 3, 4)] == [1, 4, 16, 64]


class Broker:
    """Stands for Celery's application; counts what it was asked to send, or is down."""

    def __init__(self, *, is_down: bool = False) -> None:
        self.is_down, self.sent = is_down, []  # type: tuple[bool, list[str]]

    def send_task(self, name: str, **options: Any) -> None:
        self.sent.append(name)
        if self.is_down:
            raise ConnectionError("nobody answers")


@pytest.fixture
def awake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudging, "_next_at", 0.0)


def test_a_nudge_goes_out_after_the_commit_and_only_then(
    reader: Person, awake: None, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    broker = Broker()
    monkeypatch.setattr(nudging, "current_app", broker)

    with django_capture_on_commit_callbacks(execute=True):
        tell(reader)
        tell(reader, version="2")
        assert broker.sent == []

    assert broker.sent == ["notices.drain"]


def test_a_broker_that_is_down_is_no_error_and_is_left_alone_a_while(awake: None, monkeypatch: Any) -> None:
    broker = Broker(is_down=True)
    monkeypatch.setattr(nudging, "current_app", broker)

    assert [nudging.send_nudge(), nudging.send_nudge()] == [False, False]
    assert len(broker.sent) == 1
