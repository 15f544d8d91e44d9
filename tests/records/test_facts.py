"""Facts of a line are spelled one way, or refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy

from records.facts import plain


class Colour(TextChoices):
    RED = "red", "红"


class Rank(IntegerChoices):
    FIRST = 1, "一"


class Plain(str, Enum):  # noqa: UP042  str() of such a member is not its value
    ONE = "one"


SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (None, None),
        (True, True),
        (17, 17),
        ("受理", "受理"),
        (Colour.RED, "red"),
        (Plain.ONE, "one"),
        (Rank.FIRST, 1),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 12, 0, tzinfo=SHANGHAI), "2026-11-24T04:00:00+00:00"),
        (datetime(2026, 11, 24, 4, 0, 0, 5, tzinfo=UTC), "2026-11-24T04:00:00.000005+00:00"),
        (Decimal("1200.50"), "1200.50"),
        (Decimal("1E+3"), "1000"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ((1, [date(2026, 1, 1)]), [1, ["2026-01-01"]]),
        ({"old": {"due": date(2026, 1, 1)}, 3: None}, {"old": {"due": "2026-01-01"}, "3": None}),
        ("a\x00b\ud800", "a\ufffdb\ufffd"),
        ("😀\u202e=1+1", "😀\u202e=1+1"),
    ],
)
def test_a_fact_has_one_spelling(value: Any, spelled: Any) -> None:
    assert plain(value) == spelled
    assert type(plain(value)) is type(spelled)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (0.1, TypeError),
        ({1, 2}, TypeError),
        (b"x", TypeError),
        (object(), TypeError),
        (gettext_lazy("受理"), TypeError),
        (datetime(2026, 11, 24), ValueError),
    ],
    ids=["float", "set", "bytes", "object", "lazy label", "naive moment"],
)
def test_what_has_no_single_spelling_is_refused(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        plain({"fact": value})
