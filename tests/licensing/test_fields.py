"""Forms as definitions: what they take, what they refuse, and how they are drawn."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from licensing.fields import (
    AnswerForm,
    answers_in,
    check_answers,
    read_definition,
    told_answers,
)
from tests.licensing.sample_form import CONTEXT, FORM


def _errors(**raw: Any) -> dict[str, list[str]]:
    return check_answers(FORM, {"name": "甲厂", **raw}, context=CONTEXT).errors


def test_good_answers_are_stored_plain() -> None:
    raw = {
        "name": " 甲厂 ",
        "count": "3",
        "volume": "１２.5０",
        "made_on": "2026-11-24",
        "kind": "b",
        "why": "换证",
        "media": ["n", "o"],
        "place": {"district": "321171", "detail": "示范路 1 号"},
        "rows": [{"what": "电子秤", "n": 2}, {"what": "", "n": ""}],
    }

    answers = check_answers(FORM, raw, context=CONTEXT)

    assert answers.errors == {}
    assert answers.values == {
        "name": "甲厂",
        "count": 3,
        "volume": "12.50",
        "made_on": "2026-11-24",
        "kind": "b",
        "why": "换证",
        "media": ["o", "n"],
        "place": {"district": "321171", "detail": "示范路 1 号"},
        "rows": [{"what": "电子秤", "n": 2}],
    }


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        pytest.param({"name": ""}, "name", id="required"),
        pytest.param({"kind": "b"}, "why", id="required because of another answer"),
        pytest.param({"name": "字" * 10_000}, "name", id="ten thousand characters"),
        pytest.param({"name": "甲\x00厂"}, "name", id="NUL"),
        pytest.param({"name": "甲\n厂"}, "name", id="a line break in one line"),
        pytest.param({"name": 5}, "name", id="a number for a text"),
        pytest.param({"count": "0"}, "count", id="below"),
        pytest.param({"count": "10"}, "count", id="above"),
        pytest.param({"count": "1.5"}, "count", id="half a piece"),
        pytest.param({"count": "NaN"}, "count", id="not a number"),
        pytest.param({"count": "1e400000"}, "count", id="a number that fills the machine"),
        pytest.param({"count": "9" * 400}, "count", id="four hundred digits"),
        pytest.param({"count": True}, "count", id="a truth"),
        pytest.param({"volume": "1.005"}, "volume", id="too many decimals"),
        pytest.param({"made_on": "2026-11-25"}, "made_on", id="tomorrow"),
        pytest.param({"made_on": "2026-02-30"}, "made_on", id="no such day"),
        pytest.param({"kind": "c"}, "kind", id="no such option"),
        pytest.param({"kind": ["a", "b"]}, "kind", id="two of a single choice"),
        pytest.param({"media": [["o"]]}, "media", id="a list in a list"),
        pytest.param({"place": {"district": "321171"}}, "place.detail", id="half an address"),
        pytest.param(
            {"place": {"district": "110000", "detail": "x"}}, "place.district", id="a foreign district"
        ),
        pytest.param({"place": "示范路"}, "place", id="a text for an address"),
        pytest.param({"rows": [{"n": 1}]}, "rows.0.what", id="a required cell"),
        pytest.param({"rows": [{"what": "a"}] * 4}, "rows", id="too many rows"),
        pytest.param({"rows": ["a"]}, "rows.0", id="a row that is none"),
        pytest.param({"rows": [{"what": "a", "price": 1}]}, "rows.0.price", id="an unknown column"),
        pytest.param({"amount": 1}, "amount", id="an unknown field"),
    ],
)
def test_what_a_field_does_not_take_is_refused_at_the_field(raw: dict[str, Any], path: str) -> None:
    errors = _errors(**raw)

    assert list(errors) == [path]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=1+1", "a\u202eb", "#let x \\ [", "😀 㛃䶮𬭎"]
)
def test_hostile_text_is_kept_as_it_is_and_drawn_harmlessly(text: str) -> None:
    answers = check_answers(FORM, {"name": "甲", "story": text}, context=CONTEXT)

    drawn = AnswerForm(FORM, answers.values, CONTEXT).render()

    assert answers.values["story"] == text
    assert "<script>" not in drawn


def test_a_posted_form_is_read_back_and_unknown_names_are_refused() -> None:
    post = QueryDict(
        "a-name=甲厂&a-media=o&a-media=n&a-place-district=321171&a-place-detail=路&a-rows-0-what=&a-rows-0-n="
        "&a-rows-7-what=秤&a-rows-7-n=2&a-price=1&other=2"
    )

    raw = answers_in(FORM, post)
    answers = check_answers(FORM, raw, context=CONTEXT)

    assert raw["rows"] == [{"what": "秤", "n": "2"}]
    assert list(answers.errors) == ["a-price"]


def test_the_form_is_drawn_with_values_labels_and_errors() -> None:
    raw = {"name": "", "count": "x", "rows": [{"what": "秤"}], "media": ["o"], "kind": "b"}
    answers = check_answers(FORM, raw, context=CONTEXT)

    drawn = AnswerForm(FORM, raw, CONTEXT, answers).render()

    assert drawn.count("invalid-feedback") == 3
    assert 'name="a-rows-0-what" value="秤"' in drawn
    assert 'name="a-rows-2-what"' in drawn
    assert 'value="o" checked' in drawn
    assert 'for="a-count"' in drawn
    assert "{{" not in drawn


def test_a_table_says_how_many_rows_it_wants() -> None:
    column = {"key": "name", "type": "text", "label": "姓名", "label_en": "Name"}
    table = {"key": "staff", "type": "table", "label": "人员", "label_en": "Staff", "columns": [column]}
    section = {"key": "one", "title": "一", "title_en": "One", "fields": [{**table, "min_rows": 2}]}
    form = read_definition({"title": "表", "title_en": "Form", "sections": [section]})

    assert "至少 2 行" in AnswerForm(form, {}, CONTEXT).render()
    assert "至少" not in AnswerForm(FORM, {}, CONTEXT).render()


def test_the_form_speaks_english() -> None:
    with translation.override("en"):
        drawn = AnswerForm(FORM, {}, CONTEXT).render()

    assert "Oxygen" in drawn
    assert "氧" not in drawn


def test_answers_are_told_in_words() -> None:
    values = {
        "name": "甲",
        "count": 3,
        "kind": "b",
        "place": {"district": "321171", "detail": "路"},
        "rows": [{"what": "秤", "n": 2}],
        "gone": "x",
    }

    told = told_answers(FORM, values, CONTEXT)

    assert [(line.label, line.text) for line in told[:4]] == [
        ("名称", "甲"),
        ("数", "3 台"),
        ("种类", "乙"),
        ("地址", "镇江新区 路"),
    ]
    assert told[4].rows == (("秤", "2 台"),)


@given(
    st.dictionaries(
        st.sampled_from(["name", "count", "volume", "made_on", "kind", "media", "place", "rows", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )
)
def test_no_raw_answer_breaks_the_check_and_what_passed_passes_again(raw: dict[str, Any]) -> None:
    first = check_answers(FORM, raw, context=CONTEXT)

    if first.are_valid:
        again = check_answers(FORM, first.values, context=CONTEXT)
        assert again.errors == {}
        assert again.values == first.values
