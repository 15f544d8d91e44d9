"""A document is numbered, hashed and signed once, and after that only its standing changes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction
from django.test import TestCase
from pytest_django import Settings

from documents import signing
from documents.actions import StandingRefusal, issue, ledger_facts, set_standing
from documents.kinds import FORMS, DocumentKind
from documents.models import Document, Series, SigningKey
from documents.standing import MOVES, Standing
from records.models import Event
from tests.makers.documents import CASE, CONTENT, a_document
from tests.makers.parties import AT, a_natural_person, an_enterprise, someone

CaptureOnCommit = TestCase.captureOnCommitCallbacks
pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_per_kind_and_year() -> None:
    numbers = [a_document().number, a_document().number, a_document(DocumentKind.GRANT).number]
    next_year = a_document(at=datetime(2027, 1, 4, 2, tzinfo=UTC)).number

    assert numbers == [
        "镇质监许受字〔2026〕第0001号",
        "镇质监许受字〔2026〕第0002号",
        "镇质监许准字〔2026〕第0001号",
    ]
    assert next_year == "镇质监许受字〔2027〕第0001号"


def test_the_year_is_that_of_shanghai() -> None:
    assert a_document(at=datetime(2026, 12, 31, 16, 30, tzinfo=UTC)).year == 2027


def test_no_two_kinds_share_a_word() -> None:
    words = [form.word for form in FORMS.values()]

    assert set(FORMS) == set(DocumentKind)
    assert len(set(words)) == len(words)


def test_the_number_of_an_act_that_failed_goes_to_the_next() -> None:
    with transaction.atomic():
        a_document()
        transaction.set_rollback(True)

    assert a_document().serial_no == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_in_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        issue(DocumentKind.GRANT, subject=CASE, recipient="某厂有限公司", content={}, by=None, at=AT)

    assert not Series.objects.exists()


def test_issuing_costs_two_statements_once_the_key_is_known(django_assert_num_queries: Any) -> None:
    with CaptureOnCommit(execute=True):
        a_document()

    with django_assert_num_queries(4):  # two of them are the savepoint of the maker
        a_document()


def test_what_was_issued_is_what_is_read() -> None:
    by = someone("郑局")
    kept = Document.objects.get(pk=a_document(by=by, expires_on=date(2030, 1, 1)).pk)

    assert kept.content == CONTENT
    assert (kept.issued_by_name, kept.issued_on, kept.expires_on) == (
        "郑局",
        date(2026, 11, 24),
        date(2030, 1, 1),
    )
    assert signing.is_genuine(kept)
    assert ledger_facts(kept) == {"document": kept.number, "document_sha256": kept.sha256}


def test_the_recipient_may_be_a_party() -> None:
    assert not a_document(recipient=an_enterprise("厂")).recipient_is_person
    assert a_document(recipient=a_natural_person("欧阳修之子孙")).recipient_is_person
    assert a_document(recipient="顾晓岚").recipient_is_person


def test_a_title_is_given_or_that_of_the_kind() -> None:
    assert a_document(content={}).title == "行政许可申请受理通知书"
    assert a_document(content={}, language="en").title == "Notice of Acceptance"
    assert a_document(content={"title": "另题"}).title == "另题"


@pytest.mark.parametrize(
    "change",
    [
        {"number": "镇质监许受字〔2026〕第9999号"},
        {"recipient_name": "别人"},
        {"canonical_content": "{}"},
        {"title": "另题"},
        {"issued_on": date(2020, 1, 1)},
        {"verify_code": "0" * 16},
        {"language": "en"},
        {"sha256": "0" * 64},
        {"signature": "AAAA"},
        {"key_id": "0" * 16},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_of_what_was_signed_shows(change: dict[str, Any]) -> None:
    document = a_document()
    for field, value in change.items():
        setattr(document, field, value)

    assert not signing.is_genuine(document)


def new_key_file(tmp_path: Any) -> Any:
    path = tmp_path / "next.pem"
    path.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


def test_after_a_rotation_what_the_old_key_signed_is_still_genuine(settings: Settings, tmp_path: Any) -> None:
    old = a_document()

    settings.SIGNING_KEY = new_key_file(tmp_path)
    new = a_document()

    assert old.key_id != new.key_id
    assert signing.is_genuine(Document.objects.get(pk=old.pk))
    assert signing.is_genuine(Document.objects.get(pk=new.pk))
    assert SigningKey.objects.count() == 2
    assert Event.objects.filter(verb="signing_key.entered").count() == 2


@pytest.mark.parametrize(("old", "new"), [(old, new) for old in Standing for new in Standing])
def test_a_document_loses_its_force_and_never_regains_it(old: Standing, new: Standing) -> None:
    document = a_document()
    Document.objects.filter(pk=document.pk).update(standing=old)
    document.refresh_from_db()

    if new in MOVES[old]:
        set_standing(document, new, by=None, at=AT, reason="复议决定")
        assert Document.objects.get(pk=document.pk).standing == new
        assert Event.objects.get(verb="document.standing_changed").data["new"] == new
    else:
        with pytest.raises(StandingRefusal):
            set_standing(document, new, by=None, at=AT)
        assert Document.objects.get(pk=document.pk).standing == old


def test_of_two_who_change_the_standing_the_second_is_told() -> None:
    document = a_document()
    other = Document.objects.get(pk=document.pk)
    set_standing(document, Standing.REVOKED, by=None, at=AT)

    with pytest.raises(StandingRefusal):
        set_standing(other, Standing.SUPERSEDED, by=None, at=AT)


def test_a_new_document_supersedes_an_old_one() -> None:
    old = a_document()
    new = a_document(supersedes=old)

    old.refresh_from_db()
    assert old.standing == Standing.SUPERSEDED
    assert new.number in old.standing_reason


def test_a_passed_last_day_makes_it_expired() -> None:
    document = a_document(expires_on=date(2026, 12, 31))

    assert document.standing_on(date(2026, 12, 31)) is Standing.VALID
    assert document.standing_on(date(2027, 1, 1)) is Standing.EXPIRED


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE documents_document SET recipient_name = '别人'",
        "UPDATE documents_document SET canonical_content = '{}'",
        "UPDATE documents_document SET sha256 = sha256, number = 'x'",
        "UPDATE documents_document SET verify_code = '0000000000000000'",
        "UPDATE documents_document SET issued_on = '2020-01-01'",
        "UPDATE documents_document SET signature = ''",
        "DELETE FROM documents_document",
        "UPDATE documents_series SET last_no = 0",
        "UPDATE documents_series SET last_no = last_no + 2",
        "UPDATE documents_series SET year = 2025",
        "DELETE FROM documents_series",
        "UPDATE documents_signingkey SET public_key = 'x'",
        "DELETE FROM documents_signingkey",
        "INSERT INTO documents_document SELECT * FROM documents_document",
    ],
)
def test_the_database_refuses(attack: str) -> None:
    a_document()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)

    assert Document.objects.get().serial_no == Series.objects.get().last_no == 1


@pytest.mark.parametrize("revival", ["valid", "expired"])
def test_the_database_refuses_to_revive_a_revoked_document(revival: str) -> None:
    set_standing(a_document(), Standing.REVOKED, by=None, at=AT)

    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.update(standing=revival)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")
def test_sqlite_refuses_to_replace_a_document() -> None:
    a_document()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO documents_document SELECT * FROM documents_document")
