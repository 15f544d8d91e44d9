"""Recording and appending: chains without gaps, heads that follow, as few statements as can be."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from records.actions import append, append_many, erase_personal, log_read, record
from records.chain import GENESIS, Link, Subject, personal_digest
from records.composing import Deed
from records.models import Event, Head, PersonalValue, ReadLog
from records.verification import verify
from tests.makers.records import CASE, NOON, WANG, YEAR

pytestmark = pytest.mark.django_db


def test_a_line_keeps_what_was_done_by_whom_when_and_for_whom() -> None:
    made = record(
        YEAR, "year.entered", by=WANG, at=NOON, behalf_of="周建华", on=date(2026, 11, 1), fee=Decimal("0.10")
    )

    kept = Event.objects.get(pk=made.pk)
    assert (kept.subject, kept.verb, kept.at) == (YEAR, "year.entered", NOON)
    assert (kept.actor_id, kept.actor_name, kept.on_behalf_of) == (7, "王丽", "周建华")
    assert kept.data == {"on": "2026-11-01", "fee": "0.10"}
    assert str(kept) == "calendar_year:2027#1 year.entered"


def test_each_line_follows_the_one_before_and_the_head_follows_them() -> None:
    first = record(YEAR, "year.entered", by=WANG, at=NOON)
    second = record(YEAR, "year.corrected", by=None, at=NOON)

    head = Head.objects.get()
    assert (first.seq, first.prev_hash) == (1, GENESIS.hash)
    assert (second.seq, second.prev_hash) == (2, first.hash)
    assert Link(head.last_seq, head.last_hash) == second.link
    assert str(head) == "calendar_year:2027#2"


def test_chains_of_different_subjects_do_not_touch() -> None:
    record(YEAR, "year.entered", by=WANG, at=NOON)

    other = record(Subject("calendar_year", "2028"), "year.entered", by=WANG, at=NOON)

    assert (other.seq, other.prev_hash) == (1, GENESIS.hash)


def test_the_system_acts_under_its_name() -> None:
    made = record(YEAR, "year.entered", by=None, at=NOON)

    assert (made.actor_id, made.actor_name) == (None, "系统")


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        record(YEAR, "year.entered", by=WANG, at=datetime(2026, 11, 24))


def test_names_are_cut_to_what_the_columns_hold() -> None:
    made = record(YEAR, "year.entered", by=WANG, at=NOON, behalf_of="长" * 500)

    assert made.on_behalf_of == "长" * 80


def test_appending_is_one_insert(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        event, link = append(CASE, GENESIS, "case.opened", by=WANG, at=NOON, item="QTS-08")

    assert link == event.link == Link(1, event.hash)
    assert not Head.objects.exists()


def test_appending_several_lines_is_one_insert(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    deeds = [Deed("task.opened", {"step": step}) for step in ("legal", "metrology", "equipment")]

    with transaction.atomic(), django_assert_num_queries(1):
        events, link = append_many(CASE, GENESIS, deeds, by=None, at=NOON)

    assert [event.seq for event in events] == [1, 2, 3]
    assert [event.prev_hash for event in events] == [GENESIS.hash, events[0].hash, events[1].hash]
    assert link == events[-1].link
    kept = {event.pk: event.data for event in Event.objects.all()}
    assert [kept[event.pk] for event in events] == [deed.data for deed in deeds]


def test_appending_nothing_leaves_the_head_where_it_was() -> None:
    assert append_many(CASE, Link(3, "a" * 64), [], by=None, at=NOON) == ([], Link(3, "a" * 64))


@pytest.mark.parametrize(("lines_before", "statements"), [(0, 3), (1, 3)], ids=["first line", "later line"])
def test_recording_takes_three_statements(
    lines_before: int, statements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(lines_before):
        record(YEAR, "year.entered", by=WANG, at=NOON)

    with django_assert_num_queries(statements):
        record(YEAR, "year.entered", by=WANG, at=NOON)


def test_two_lines_cannot_stand_in_one_place() -> None:
    append(CASE, GENESIS, "case.opened", by=WANG, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        append(CASE, GENESIS, "case.opened", by=WANG, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_appending_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="transaction"):
        append(CASE, GENESIS, "case.opened", by=WANG, at=NOON)


@transaction.atomic
def record_and_fail() -> None:
    record(YEAR, "year.entered", by=WANG, at=NOON)
    raise ZeroDivisionError


def test_a_line_goes_with_the_act_that_failed() -> None:
    with pytest.raises(ZeroDivisionError):
        record_and_fail()

    assert not Event.objects.exists()
    assert not Head.objects.exists()


def test_a_personal_value_is_beside_the_chain_not_in_it() -> None:
    made = record(CASE, "case.opened", by=WANG, at=NOON, personal={"contact": "江一帆"})

    value = PersonalValue.objects.get()
    assert "江一帆" not in str(made.data)
    assert made.data["personal"] == {"contact": personal_digest(value.salt, "江一帆")}
    assert (value.event_id, value.name, value.value, str(value)) == (
        made.pk,
        "contact",
        "江一帆",
        f"{made.pk}/contact",
    )


def test_the_same_personal_value_has_another_digest_each_time() -> None:
    first = record(CASE, "case.opened", by=WANG, at=NOON, personal={"contact": "江一帆"})
    second = record(CASE, "case.changed", by=WANG, at=NOON, personal={"contact": "江一帆"})

    assert first.data["personal"] != second.data["personal"]


def test_an_erased_value_is_gone_with_its_salt_and_the_chain_still_verifies() -> None:
    made = record(
        CASE, "case.opened", by=WANG, at=NOON, personal={"contact": "江一帆", "mobile": "13800000012"}
    )
    record(YEAR, "year.entered", by=WANG, at=NOON, personal={"contact": "别处"})

    told = erase_personal(CASE, "contact", by=WANG, at=NOON, reason="本人申请")

    gone, other = PersonalValue.objects.filter(event_id=made.pk).order_by("name")
    assert (gone.value, gone.salt, gone.erased_at) == ("", "", NOON)
    assert other.value == "13800000012"
    assert PersonalValue.objects.filter(value="别处").exists()
    assert (told.verb, told.data["count"], told.data["reason"]) == ("personal.erased", 1, "本人申请")
    assert verify().faults == []


def test_erasing_again_erases_nothing_more_and_says_so() -> None:
    record(CASE, "case.opened", by=WANG, at=NOON, personal={"contact": "江一帆"})
    erase_personal(CASE, "contact", by=WANG, at=NOON, reason="本人申请")

    again = erase_personal(CASE, "contact", by=WANG, at=NOON, reason="再次申请")

    assert again.data["count"] == 0
    assert verify().is_sound


def test_a_reading_is_noted() -> None:
    log_read(CASE, "id_number", by=WANG, at=NOON, reason="核对身份")

    noted = ReadLog.objects.get()
    assert (noted.actor_id, noted.field, noted.reason, noted.at) == (7, "id_number", "核对身份", NOON)
    assert str(noted) == "王丽 case:321100-20261124-00017-0.id_number"


def test_lines_are_found_by_subject_and_by_verb_in_order() -> None:
    for verb in ("year.entered", "year.corrected", "year.entered"):
        record(YEAR, verb, by=WANG, at=NOON)
    record(CASE, "case.opened", by=WANG, at=NOON)

    about = Event.objects.about(YEAR).in_order()
    assert [event.seq for event in about] == [1, 2, 3]
    assert [event.seq for event in about.of_verb("year.entered")] == [1, 3]
    assert [(event.subject_key, event.seq) for event in Event.objects.chain_ends().in_order()] == [
        (YEAR.key, 3),
        (CASE.key, 1),
    ]
