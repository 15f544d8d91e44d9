"""Whatever a line says comes back from the database as it was hashed: jsonb and SQLite's text alike."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.actions import record
from records.chain import Subject
from records.models import Event
from records.verification import faults_about
from tests.makers.records import Somebody

pytestmark = pytest.mark.django_db
SUBJECT = Subject("odd", "1")
texts = st.text(st.characters(exclude_categories=[]), max_size=20)
numbers = st.integers() | st.sampled_from([0, -1, 2**63, -(2**63), 10**30])
facts = st.none() | st.booleans() | numbers | texts | st.decimals(allow_nan=False) | st.dates()
datas = st.dictionaries(
    texts.map(lambda name: f"k{name}"),
    st.recursive(
        facts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_size=4,
)
moments = st.datetimes(datetime(1950, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))


@settings(max_examples=40, deadline=None)
@given(data=datas, at=moments, name=texts, other=texts)
def test_a_line_comes_back_as_it_was_hashed(
    data: dict[str, Any], at: datetime, name: str, other: str
) -> None:
    made = record(SUBJECT, "odd.said", by=Somebody(7, name), at=at, behalf_of=other, **data)

    kept = Event.objects.get(pk=made.pk)
    assert (kept.data, kept.at, kept.actor_name) == (made.data, at, made.actor_name)
    assert faults_about(SUBJECT) == []


@pytest.mark.parametrize(
    "text",
    [
        "长" * 10_000,
        "😀",
        "<script>",
        "=1+1",
        "\u202e\u200f",
        "#\\",
        "\x00",
        "\ud800",
        "\"'%s{actor}",
        "\r\n\t",
    ],
)
def test_odd_text_is_kept_and_the_chain_holds(text: str) -> None:
    record(
        SUBJECT, "odd.said", by=None, at=datetime(2026, 11, 24, tzinfo=UTC), text=text, personal={"x": text}
    )

    assert faults_about(SUBJECT) == []
