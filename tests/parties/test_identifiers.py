"""Identifiers hold or fail by the named check."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from parties.identifiers import (
    USCC_ALPHABET,
    IdentifierError,
    check_id_number,
    check_org_code,
    check_uscc,
    masked,
    masked_name,
    org_check,
    uscc_check,
)
from tests.makers.parties import a_code, an_id_number

VECTORS = json.loads((Path(__file__).parent / "data/identifier_vectors.json").read_text())
GOOD = "91321100MA1X00017C"


@pytest.mark.parametrize("code", VECTORS["uscc_valid"])
def test_a_published_code_is_accepted(code: str) -> None:
    assert check_uscc(code) == code


@pytest.mark.parametrize(("code", "_why"), VECTORS["uscc_invalid"])
def test_a_wrong_code_is_refused(code: str, _why: str) -> None:
    with pytest.raises(IdentifierError):
        check_uscc(code)


@pytest.mark.parametrize(("first8", "check"), VECTORS["org_code_gb11714"])
def test_the_ninth_character_is_that_of_gb_11714(first8: str, check: str) -> None:
    assert org_check(first8) == check
    assert check_org_code(f"{first8}-{check}") == first8 + check


def _with_last_right(first17: str) -> str:
    return first17 + uscc_check(first17)


@pytest.mark.parametrize(
    ("code", "check", "word"),
    [
        ("", "length", "长度"),
        (GOOD[:17], "length", "长度"),
        (GOOD + "0", "length", "长度"),
        ("9" * 10_000, "length", "长度"),
        *((GOOD.replace("X", letter), "alphabet", letter) for letter in "IOSVZ"),
        ("91321100MA1X0001七C", "alphabet", "第 17 位"),
        ("91321100MA1X<00>7C", "alphabet", "第 13 位"),
        (GOOD[:17] + "D", "eighteenth", "第 18 位"),
        (_with_last_right("91321100MA1X00018"), "ninth", "第 9 位"),
    ],
)
def test_a_refusal_of_a_credit_code_names_the_check_that_failed(code: str, check: str, word: str) -> None:
    with pytest.raises(IdentifierError, match=word) as refused:
        check_uscc(code)

    assert refused.value.check == check


def test_a_code_is_read_however_it_was_typed() -> None:
    assert check_uscc(" 91321100 ma1x-0001７c ") == GOOD


@given(st.text(alphabet=USCC_ALPHABET, min_size=8, max_size=8), st.sampled_from(["91321100", "12320000"]))
def test_our_eighteenth_character_is_that_of_stdnum(body: str, head: str) -> None:
    code = _with_last_right(head + body + org_check(body))

    assert (uscc.is_valid(code), code[16] in USCC_ALPHABET) in {(True, True), (False, False)}


@given(st.integers(0, 10**8))
def test_one_wrong_character_is_never_accepted(number: int) -> None:
    code = a_code(number)
    place = number % 17
    other = USCC_ALPHABET[(USCC_ALPHABET.index(code[place]) + 1 + number % 30) % 31]

    with pytest.raises(IdentifierError):
        check_uscc(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["60003734", "600037342", "6000373一1", "60003734-"])
def test_a_wrong_organisation_code_is_refused(code: str) -> None:
    with pytest.raises(IdentifierError):
        check_org_code(code)


@pytest.mark.parametrize(
    ("number", "check"),
    [
        ("11010519491231002", "length"),
        ("11010519491231002A", "alphabet"),
        ("1101051949123100X2", "alphabet"),
        ("00010519491231002X", "region"),
        ("11010519490231002X", "birth"),
        ("11010518000101002X", "birth"),
        ("110105209912310020", "birth"),
        ("110105194912310021", "eighteenth"),
    ],
)
def test_a_refusal_of_an_identity_number_names_the_check_that_failed(number: str, check: str) -> None:
    with pytest.raises(IdentifierError) as refused:
        check_id_number(number, today=date(2026, 11, 24))

    assert refused.value.check == check


@given(st.integers(0, 999))
def test_an_identity_number_is_accepted_where_stdnum_accepts_it(number: int) -> None:
    given_number = an_id_number(number)

    assert check_id_number(given_number.lower()) == given_number
    assert ric.is_valid(given_number)


def test_what_is_shown_of_a_person_cannot_be_read_back() -> None:
    assert masked("11010519491231002X") == "110**************X"
    assert masked_name("顾晓岚") == "顾**"
    assert masked_name("顾") == "顾*"
