"""A refused act is undone and leaves exactly one trace."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from records.actions import record
from records.chain import Subject
from records.models import Event
from records.refusals import LegalRefusal, attempting
from records.sentences import tell
from tests.makers.records import CASE, NOON, WANG, YEAR

pytestmark = pytest.mark.django_db
SECOND = LegalRefusal("art32.second_correction", "材料只能一次性告知补正（第三十二条）。", field="materials")


def attempt_and_fail(act: str, subject: Subject, error: Exception) -> None:
    """An act that has already written a line when it is refused."""
    with attempting(act, subject, by=WANG, at=NOON):
        record(YEAR, "year.entered", by=WANG, at=NOON)
        raise error


def attempts() -> list[Event]:
    return list(Event.objects.of_verb("attempt.refused"))


def test_a_refused_act_is_undone_and_recorded() -> None:
    with pytest.raises(LegalRefusal):
        attempt_and_fail("case.return_for_correction", CASE, SECOND)

    (attempt,) = Event.objects.all()
    assert attempt.subject == Subject("attempt", f"case:{CASE.key}")
    assert (attempt.actor_id, attempt.at) == (7, NOON)
    assert attempt.data == {
        "subject_kind": "case",
        "subject_key": CASE.key,
        "act": "case.return_for_correction",
        "code": "art32.second_correction",
        "field": "materials",
        "message": "材料只能一次性告知补正（第三十二条）。",
    }


def test_an_act_that_succeeds_leaves_no_attempt() -> None:
    with attempting("year.enter", YEAR, by=WANG, at=NOON):
        record(YEAR, "year.entered", by=WANG, at=NOON)

    assert [event.verb for event in Event.objects.all()] == ["year.entered"]


def test_another_error_is_undone_without_an_attempt() -> None:
    with pytest.raises(ValueError, match="broken"):
        attempt_and_fail("year.enter", YEAR, ValueError("broken"))

    assert not Event.objects.exists()


def test_nested_attempts_leave_one_trace() -> None:
    with (
        pytest.raises(LegalRefusal),
        attempting("case.accept", CASE, by=WANG, at=NOON),
        attempting("case.check", CASE, by=WANG, at=NOON),
    ):
        raise SECOND

    assert [attempt.data["act"] for attempt in attempts()] == ["case.accept"]


def test_an_inner_refusal_that_the_outer_act_survives_is_kept() -> None:
    with attempting("cases.sweep", YEAR, by=None, at=NOON):
        with pytest.raises(LegalRefusal), attempting("case.accept", CASE, by=None, at=NOON):
            raise SECOND
        record(YEAR, "year.entered", by=None, at=NOON)

    assert [event.verb for event in Event.objects.order_by("pk")] == ["attempt.refused", "year.entered"]


def test_a_refusal_shows_its_message_and_field() -> None:
    assert (str(SECOND), SECOND.message, SECOND.code, SECOND.field) == (
        "材料只能一次性告知补正（第三十二条）。",
        "材料只能一次性告知补正（第三十二条）。",
        "art32.second_correction",
        "materials",
    )


def test_the_ledger_keeps_the_message_in_the_language_of_the_house() -> None:
    lazy = LegalRefusal("no_basis", gettext_lazy("是"))

    with (
        translation.override("en"),
        pytest.raises(LegalRefusal),
        attempting("case.accept", CASE, by=WANG, at=NOON),
    ):
        raise lazy

    assert attempts()[0].data["message"] == "是"


def test_an_attempt_reads_as_a_sentence() -> None:
    with pytest.raises(LegalRefusal), attempting("case.accept", CASE, by=WANG, at=NOON):
        raise SECOND

    assert tell(attempts()[0]) == (
        "王丽 尝试办理，被依法拒绝：材料只能一次性告知补正（第三十二条）。（art32.second_correction）"
    )
