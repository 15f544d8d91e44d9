"""Whatever the demo fills in is accepted by the form it fills in: any item, any day, any district."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.catalogue_files import read_catalogue
from licensing.fields import Context, check_answers, read_definition
from zhenjiang_qts.demo.answers import answers_for

DISTRICTS = ("321102", "321111", "321112", "321171", "321181", "321182", "321183")
FORMS = {code: read_definition(spec) for code, spec in read_catalogue().forms.items()}
YEAR = [date(2025, 11, 24) + timedelta(days=days) for days in range(0, 366, 3)]


def chance_of(seed: int) -> Random:
    return Random(seed)  # noqa: S311  a story, not a secret


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_items_form_accepts_its_answers_all_year_round(code: str) -> None:
    refused: dict[str, Any] = {}
    for number, on in enumerate(YEAR):
        district = DISTRICTS[number % len(DISTRICTS)]
        given_answers = answers_for(FORMS[code], district=district, on=on, chance=chance_of(number))
        context = Context(on, tuple((known, known) for known in DISTRICTS))
        checked = check_answers(FORMS[code], given_answers, context=context)
        refused |= {f"{on} {path}": (checked.errors[path], given_answers) for path in checked.errors}

    assert refused == {}


def _number(draw: st.DrawFn) -> dict[str, Any]:
    decimals = draw(st.integers(0, 3))
    step = 10**decimals
    least = draw(st.integers(-50, 5000))
    bounds = {"min": least / step, "max": (least + draw(st.integers(0, 900))) / step}
    kept = draw(st.sets(st.sampled_from(["min", "max"])))
    return {"decimals": decimals} | {name: str(bounds[name]) for name in sorted(kept)}


def _date(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    last = first + timedelta(days=draw(st.integers(0, 4000)))
    bounds = draw(
        st.sampled_from(
            [
                {},
                {"not_before": "today"},
                {"not_after": "today"},
                {"not_before": "today", "not_after": "today"},
                {"not_before": first.isoformat()},
                {"not_after": last.isoformat()},
                {"not_before": first.isoformat(), "not_after": last.isoformat()},
            ]
        )
    )
    return dict(bounds)


def _text(draw: st.DrawFn) -> dict[str, Any]:
    return {"max_length": draw(st.integers(1, 30)), "multiline": draw(st.booleans())}


def _choice(draw: st.DrawFn) -> dict[str, Any]:
    values = draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True))
    return {"choices": [[value, value, value] for value in values], "multiple": draw(st.booleans())}


DETAILS = {"number": _number, "date": _date, "text": _text, "choice": _choice}
LABELS = ("联系人", "姓名", "电话", "名称")


@st.composite
def plain_fields(draw: st.DrawFn, key: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(DETAILS)))
    field = {"key": key, "type": kind, "label": draw(st.sampled_from(LABELS)), "label_en": "A field"}
    units = {"unit": "个", "unit_en": "pieces"} if kind == "number" else {}
    return field | units | {"required": draw(st.booleans())} | DETAILS[kind](draw)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    fewest = draw(st.integers(0, 4))
    rows = {"min_rows": fewest, "max_rows": max(fewest, 1) + draw(st.integers(0, 2))}
    columns = [draw(plain_fields(f"column_{number}")) for number in range(draw(st.integers(1, 3)))]
    return {"key": "rows", "type": "table", "label": "清单", "label_en": "List", "columns": columns} | rows


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    fields = [draw(plain_fields(f"field_{number}")) for number in range(draw(st.integers(1, 4)))]
    groups = [
        {"key": kind, "type": kind, "label": "一组", "label_en": "A group", "required": draw(st.booleans())}
        for kind in ("address", "person", "equipment", "district")
    ]
    section = {"key": "one", "title": "一", "title_en": "One", "fields": [*fields, draw(tables()), *groups]}
    return {"title": "示范", "title_en": "Sample", "sections": [section]}


@given(spec=forms(), seed=st.integers(0, 2**32), on=st.dates(date(2020, 1, 1), date(2026, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_any_form_somebody_may_define_accepts_its_answers(spec: dict[str, Any], seed: int, on: date) -> None:
    form = read_definition(spec)

    answers = answers_for(form, district="321102", on=on, chance=chance_of(seed))

    checked = check_answers(form, answers, context=Context(on, (("321102", "京口区"),)))
    assert checked.errors == {}
