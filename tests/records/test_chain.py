"""The hash of a line: its spelling may never drift, and no change of any field may go unseen."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.chain import GENESIS, Line, Link, Subject, canonical, line_hash, personal_digest
from records.walking import Fault, Row, Tally, walk

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
OPENED = Line(
    "case", "321100-20261124-00017-0", 1, NOON, 7, "王丽", "", "case.opened", {"item": "QTS-08", "n": 1}
)
BY_SYSTEM = Line("case", "321100-20261124-00017-0", 2, NOON, None, "系统", "", "case.overdue", {})
ODD = Line(
    "post",
    'a\\b"c',
    3,
    datetime(2026, 2, 28, 15, 59, 59, 123456, tzinfo=UTC),
    2**40,
    "陈思远",
    "周建华",
    "post.ended",
    {"z": [None, True, {"b": "😀<script>", "a": -5}], "a": "\u202e#\n"},
)


@dataclass(frozen=True)
class Golden:
    """A line, the text that is hashed, its SHA-256; none of them may ever change."""

    prev: str
    line: Line
    text: str
    digest: str


GOLDEN = [
    Golden(
        GENESIS.hash,
        OPENED,
        '["qts-ledger-1","' + "0" * 64 + '","case","321100-20261124-00017-0",1,'
        '"2026-11-24T04:00:00.000000+00:00",7,"王丽","","case.opened",{"item":"QTS-08","n":1}]',
        "a24e9a0b7e7d5e1a1b8ba527affac8e3d1ca88ed006f068cdd06b2dc2ffa1ab5",
    ),
    Golden(
        "ab" * 32,
        BY_SYSTEM,
        '["qts-ledger-1","' + "ab" * 32 + '","case","321100-20261124-00017-0",2,'
        '"2026-11-24T04:00:00.000000+00:00",null,"系统","","case.overdue",{}]',
        "a8ea6edf60fbbe781182a2c924ca240ceac0233eece4fda2aaef6b8229d2ab1d",
    ),
    Golden(
        "f" * 64,
        ODD,
        '["qts-ledger-1","' + "f" * 64 + '","post","a\\\\b\\"c",3,'
        '"2026-02-28T15:59:59.123456+00:00",1099511627776,"陈思远","周建华","post.ended",'
        '{"a":"\u202e#\\n","z":[null,true,{"a":-5,"b":"😀<script>"}]}]',
        "4a01c1b6716b7b038466ab58a55feede0bb63ea66f906a88bc00fd07bd2fcab7",
    ),
]


@pytest.mark.parametrize("golden", GOLDEN, ids=["first line", "by the system", "odd characters"])
def test_the_hash_of_a_line_never_drifts(golden: Golden) -> None:
    assert hashlib.sha256(golden.text.encode()).hexdigest() == golden.digest
    assert line_hash(golden.prev, golden.line) == golden.digest


def test_the_digest_of_a_personal_value_never_drifts() -> None:
    digest = personal_digest("00112233445566778899aabbccddeeff", "江一帆")

    assert digest == "931acde8cfe2ee565949e5e3cf4d018545ff9ee5f76684bbec9973eae3719388"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        (["质监", None, True, -1], '["质监",null,true,-1]'),
        ({"outer": {"d": [], "c": {}}}, '{"outer":{"c":{},"d":[]}}'),
        ('"\\\n\u2028', '"\\"\\\\\\n\u2028"'),
    ],
    ids=["keys sorted", "no spaces, no escapes", "at every depth", "only what JSON must escape"],
)
def test_a_value_has_one_spelling(value: Any, text: str) -> None:
    assert canonical(value) == text


def test_a_moment_hashes_alike_in_every_time_zone() -> None:
    shanghai = OPENED._replace(at=NOON.astimezone(timezone(timedelta(hours=8))))

    assert line_hash(GENESIS.hash, shanghai) == line_hash(GENESIS.hash, OPENED)


def test_a_chain_beside_a_subject_has_a_key_that_fits() -> None:
    short, long = Subject("case", "1"), Subject("calendar_year_of_the_house", "k" * 64)

    assert short.beside("attempt") == Subject("attempt", "case:1")
    assert len(long.beside("attempt").key) == 64
    assert long.beside("attempt") != Subject("other", "k" * 64).beside("attempt")


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | texts
datas = st.dictionaries(
    texts,
    st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2)
    ),
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))
tellings = st.tuples(moments, st.none() | st.integers(1, 2**62), texts, texts, texts, datas)


few = settings(max_examples=30, deadline=None)


def chained(said: list[tuple[Any, ...]]) -> list[Row]:
    """A sound chain that tells these things."""
    rows: list[Row] = []
    head = GENESIS
    for telling in said:
        line = Line("case", "17", head.seq + 1, *telling)
        rows.append(Row(head.seq + 1, head.hash, line_hash(head.hash, line), line))
        head = Link(head.seq + 1, rows[-1].hash)
    return rows


def faults(rows: list[Row]) -> list[Fault]:
    return list(walk(rows, Tally()))


@few
@given(st.lists(tellings, min_size=1, max_size=5))
def test_a_chain_as_it_was_written_is_sound(said: list[tuple[Any, ...]]) -> None:
    assert faults(chained(said)) == []


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "subject_kind": texts,
    "subject_key": texts,
    "seq": st.integers(1, 2**31),
    "at": moments,
    "actor_id": st.none() | st.integers(1, 2**62),
    "actor_name": texts,
    "on_behalf_of": texts,
    "verb": texts,
    "data": datas,
}


@pytest.mark.parametrize("name", FIELDS)
@few
@given(said=st.lists(tellings, min_size=1, max_size=4), data=st.data())
def test_any_change_of_what_any_line_says_is_found(
    name: str, said: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    rows = chained(said)
    which = data.draw(st.integers(0, len(rows) - 1))
    old = rows[which]
    other = data.draw(
        FIELDS[name].filter(lambda value: canonical_of(value) != canonical_of(getattr(old.line, name)))
    )

    rows[which] = old._replace(line=old.line._replace(**{name: other}))

    assert faults(rows)


@few
@given(said=st.lists(tellings, min_size=1, max_size=4), data=st.data())
def test_any_change_of_a_hash_is_found(said: list[tuple[Any, ...]], data: st.DataObject) -> None:
    rows = chained(said)
    which = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(["prev_hash", "hash"]))
    digests = st.text("0123456789abcdef", min_size=64, max_size=64)
    other = data.draw(digests.filter(lambda digest: digest != getattr(rows[which], name)))

    changed = {name: other}
    rows[which] = rows[which]._replace(**changed)  # type: ignore[arg-type]  # both are text

    assert faults(rows)


@few
@given(said=st.lists(tellings, min_size=2, max_size=5), data=st.data())
def test_a_line_taken_out_or_moved_is_found(said: list[tuple[Any, ...]], data: st.DataObject) -> None:
    rows = chained(said)
    which = data.draw(st.integers(0, len(rows) - 2))
    taken = rows.pop(which)

    assert faults(rows)
    assert faults([*rows, taken])


def test_a_line_rewritten_with_its_own_hash_breaks_the_next() -> None:
    rows = chained([(NOON, 7, "王丽", "", "case.opened", {}), (NOON, 7, "王丽", "", "case.closed", {})])
    forged = rows[0].line._replace(actor_name="李明")

    rows[0] = Row(1, GENESIS.hash, line_hash(GENESIS.hash, forged), forged)

    assert [(fault.kind, fault.seq) for fault in faults(rows)] == [("broken", 2)]


def canonical_of(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else canonical(value)
