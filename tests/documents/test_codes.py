"""Verification codes read the same however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.codes import ALPHABET, decoded, encoded, grouped, is_code, new_code, read


@given(st.binary(min_size=10, max_size=10))
def test_a_code_and_its_bytes_are_one_and_the_same(raw: bytes) -> None:
    assert decoded(encoded(raw)) == raw
    assert is_code(encoded(raw))


@given(st.binary(min_size=10, max_size=10), st.randoms(use_true_random=False))
def test_a_code_is_read_in_any_case_with_any_confusion(raw: bytes, chance: object) -> None:
    code = encoded(raw)
    confused = {"0": "Oo0", "1": "IiLl1", "V": "vVuU"}
    typed = "".join(chance.choice(confused.get(char, char + char.lower())) for char in code)  # type: ignore[attr-defined]  # random.Random

    assert read(f" {grouped(typed)} ") == code


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_twice_as_once(typed: str) -> None:
    assert read(read(typed)) == read(typed)


def test_a_new_code_is_long_enough_and_new() -> None:
    codes = {new_code() for _ in range(1_000)}

    assert len(codes) == 1_000
    assert len(ALPHABET) ** len(codes.pop()) == 2**80


@pytest.mark.parametrize("wrong", ["", "ABCD", "0" * 15, "0" * 17, "0" * 15 + "*", "验证码"])
def test_what_is_no_code_is_told(wrong: str) -> None:
    assert not is_code(read(wrong))
