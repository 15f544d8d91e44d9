"""What the outbox's table itself refuses, whatever SQL is tried."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from notices.models import Notice
from organization.models import Person
from tests.makers.notices import make_notice
from tests.makers.organization import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Person:
    return make_person("reader", email="reader@example.com")


ATTACKS = {
    "the same key again": "INSERT INTO notices_notice ({columns}) SELECT {columns} FROM notices_notice",
    "an unknown channel": "UPDATE notices_notice SET channel = 'pigeon'",
    "an unknown state": "UPDATE notices_notice SET state = 'lost'",
    "sent without a moment": "UPDATE notices_notice SET state = 'sent'",
    "a moment without being sent": "UPDATE notices_notice SET sent_at = created_at",
    "nobody to receive it": "UPDATE notices_notice SET recipient_id = NULL",
    "an e-mail that was read": "UPDATE notices_notice SET channel = 'email', read_at = created_at",
    "attempts below nothing": "UPDATE notices_notice SET attempts = -1",
}


@pytest.mark.parametrize("sql", ATTACKS.values(), ids=ATTACKS)
def test_raw_sql_is_refused(reader: Person, sql: str) -> None:
    make_notice(reader)
    columns = ", ".join(str(field.column) for field in Notice._meta.concrete_fields if not field.primary_key)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(columns=columns))


def test_a_reader_with_notices_cannot_vanish(reader: Person) -> None:
    make_notice(reader)

    with pytest.raises(IntegrityError):
        reader.delete()


@pytest.mark.parametrize("facts", [{"address": "x@example.com"}, {"address": "", "channel": "email"}])
def test_an_in_app_notice_has_a_reader_and_any_other_an_address(facts: dict[str, Any]) -> None:
    someone = make_person("someone")
    notice = make_notice(someone)

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(recipient=None, **facts)
