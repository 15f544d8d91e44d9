"""Case numbers and query codes."""

import json
from base64 import urlsafe_b64encode
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.makers.organization import Cast
from tests.makers.workflow import a_case
from workflow.numbers import (
    CODE_LENGTH,
    CROCKFORD,
    NumberError,
    case_number,
    check_case_number,
    new_query_code,
    query_digest,
    read_query_code,
    spaced,
)
from workflow.queries import case_for_query

VECTORS = json.loads((Path(__file__).parent / "data" / "identifier_vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", VECTORS["case_numbers_valid"])
def test_a_valid_number_is_its_own_spelling(number: str) -> None:
    assert check_case_number(number) == number


@pytest.mark.parametrize("number", VECTORS["case_numbers_invalid"])
def test_a_wrong_check_digit_is_told(number: str) -> None:
    with pytest.raises(NumberError, match="校验位"):
        check_case_number(number)


@pytest.mark.parametrize(
    "typed",
    [
        "32110020261124000170",
        " 321100-20261124-00017-0 ",
        "３２１１００－２０２６１１２４－０００１７－０",
        "321100—20261124—00017—0",
    ],
    ids=["no dashes", "spaces", "full width", "long dashes"],
)
def test_a_number_is_read_however_it_was_typed(typed: str) -> None:
    assert check_case_number(typed) == "321100-20261124-00017-0"


@pytest.mark.parametrize(
    "typed", ["", "3211", "321100-20261124-00017-00", "<script>", "321100-2026112X-00017-0"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NumberError):
        check_case_number(typed)


@given(st.integers(1, 99_999), st.dates(date(2008, 1, 1), date(2099, 12, 31)))
def test_a_made_number_passes_its_own_check(serial: int, on: date) -> None:
    number = case_number("321171", on, serial)

    assert check_case_number(number) == number


@given(st.integers(1, 99_999), st.integers(0, 18), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(serial: int, place: int, step: int) -> None:
    digits = case_number("321100", date(2026, 11, 24), serial).replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]

    with pytest.raises(NumberError):
        check_case_number(wrong)


def test_a_day_has_99999_numbers() -> None:
    with pytest.raises(NumberError):
        case_number("321100", date(2026, 11, 24), 100_000)


def test_a_query_code_has_sixty_bits_of_crockford() -> None:
    code = new_query_code()

    assert len(code) == CODE_LENGTH == 12
    assert set(code) <= set(CROCKFORD)
    assert code != new_query_code()


def test_a_code_is_read_in_any_case_with_dashes_and_usual_confusions() -> None:
    assert read_query_code("o1il-abcd efgh") == "0111ABCDEFGH"
    assert spaced("0111ABCDEFGH") == "0111-ABCD-EFGH"


def test_a_digest_belongs_to_its_number() -> None:
    assert query_digest("321100-20261124-00017-0", "A" * 12, key=b"k") != query_digest(
        "x", "A" * 12, key=b"k"
    )


def test_numbers_run_by_district_and_day(people: Cast) -> None:
    first, second, elsewhere = a_case(people), a_case(people), a_case(people, district="321181")

    assert [case.number[:21] for case in (first, second, elsewhere)] == [
        "321171-20260923-00001",
        "321171-20260923-00002",
        "321181-20260923-00001",
    ]


def test_a_public_query_needs_number_and_code(people: Cast) -> None:
    code = new_query_code()
    case = a_case(people, query_code=code)
    silent = a_case(people)

    assert case_for_query(case.number, spaced(code).lower()) == case
    assert case_for_query(case.number, new_query_code()) is None
    assert case_for_query(silent.number, "") is None
    assert case_for_query("321100-20261124-00017-0", code) is None
    assert case_for_query("nonsense", code) is None


def test_a_receipt_of_before_a_rotation_still_opens_its_case(people: Cast) -> None:
    code = new_query_code()
    old, new = (urlsafe_b64encode(bytes(range(start, start + 32))).decode() for start in (1, 101))
    with override_settings(QUERY_CODE_KEY=old):
        before = a_case(people, query_code=code)

    with override_settings(QUERY_CODE_KEY=f"{new},{old}"):
        after = a_case(people, query_code=code)
        assert [case_for_query(case.number, code) for case in (before, after)] == [before, after]

    with override_settings(QUERY_CODE_KEY=new):
        assert [case_for_query(case.number, code) for case in (before, after)] == [None, after]
