"""Names are kept clean and found by their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parties.naming import cleaned, grams, initials, telling_grams


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  镇江 示范\t醋业 ", "镇江 示范 醋业"),
        ("示范\u202e醋业\u2066", "示范醋业"),
        ("示\x00范\r\n醋业", "示 范 醋业"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1 #\\ {{ x }} 😀", "=1+1 #\\ {{ x }} 😀"),
        ("零\u200b宽\ufeff", "零宽"),
    ],
)
def test_control_and_bidirectional_characters_go_and_all_else_stays(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("镇江示范醋业有限公司", "zjsfcyyxgs"),
        ("重庆长江", "cqcj"),
        ("喆镕㛃䶮𬭎", "zrjyh"),
        ("ABC 3号厂", "abc3hc"),
        ("😀！", ""),
    ],
)
def test_initials_are_those_a_clerk_types(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=60))
def test_a_cleaned_name_stays_as_it_is(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text(min_size=2, max_size=40), st.data())
def test_every_part_of_a_name_asks_only_for_pairs_the_name_has(name: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(name) - 1))
    part = name[first : data.draw(st.integers(first + 1, len(name)))]

    assert set(telling_grams(part)) <= grams(name)


def test_common_pairs_are_not_asked_for() -> None:
    assert telling_grams("有限公司") == []
    assert telling_grams("醋业有限公司")[0] in {"醋业", "业有"}
