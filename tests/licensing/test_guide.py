"""The guide's eight things and its calculator."""

from datetime import date

import pytest
from django.utils import translation

from licensing.calculator import calculate
from licensing.guide import guide_of
from tests.makers.licensing import load, version
from tests.makers.organization import make_units
from tests.makers.statements import statements
from workdays.store import current_calendar

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 23)


@pytest.fixture(autouse=True)
def _units() -> None:
    make_units()


def test_the_guide_shows_the_eight_things() -> None:
    load("QTS-08")

    with statements() as asked:
        guide = guide_of(version("QTS-08"), ON)

    assert guide.name.startswith("移动式压力容器")
    assert [basis.rank for basis in guide.bases] == ["法律", "行政法规"]
    assert len(guide.conditions) == 3
    assert guide.quantity == "没有数量限制"
    assert "窗口收件" in guide.procedure
    assert (guide.limit.statutory, guide.limit.promised) == (30, 15)
    assert guide.limit.uncounted == (("鉴定评审（现场）", "专家评审", None),)
    assert len(guide.materials) == 7
    assert all(material.basis for material in guide.materials)
    assert guide.form is not None
    assert guide.is_open
    assert "第五十八条" in guide.fee
    assert len(asked.asked) <= 14


def test_a_forwarded_item_shows_the_superiors_limits_apart() -> None:
    load("QTS-09")

    limit = guide_of(version("QTS-09"), ON).limit

    assert (limit.statutory, limit.promised) == (20, 10)
    assert (limit.superior, limit.superior_statutory, limit.superior_promised) == ("江苏省主管部门", 60, 30)


def test_a_closed_item_says_since_when_and_why() -> None:
    load("QTS-20", "QTS-03")

    never, once = guide_of(version("QTS-20"), ON), guide_of(version("QTS-03"), ON)

    assert not never.is_open
    assert "第十四条" in never.why_closed
    assert once.closed_on == date(2017, 12, 28)
    assert never.form is None
    assert never.process is None


def test_the_guide_speaks_english() -> None:
    load("QTS-08")

    with translation.override("en"):
        guide = guide_of(version("QTS-08"), ON)

    shown = [
        guide.name,
        guide.quantity,
        guide.procedure,
        guide.document,
        *(row.name for row in guide.materials),
    ]
    shown += [row.text for row in guide.conditions] + [row.text for row in guide.bases]
    assert not any("\u4e00" <= sign <= "\u9fff" for text in shown for sign in text)


def test_what_is_known_from_practice_only_is_marked_for_administrators() -> None:
    load("QTS-02")

    guide = guide_of(version("QTS-02"), ON)

    assert [basis.is_to_be_checked for basis in guide.bases] == [False, False, True]


def test_the_calculator_gives_four_dates_with_their_working() -> None:
    load("QTS-08")

    found = calculate(version("QTS-08"), ON, calendar=current_calendar())

    assert found is not None
    assert found.word.due_on == date(2026, 10, 8)
    assert found.promised.due_on == date(2026, 10, 21)
    assert found.delivery is not None
    assert found.delivery.due_on == date(2026, 11, 4)
    assert sum(line.number is not None for line in found.promised.days) >= 15
    assert not found.is_provisional


def test_the_special_procedure_is_not_counted() -> None:
    load("QTS-08")

    plain = calculate(version("QTS-08"), ON, calendar=current_calendar())
    longer = calculate(version("QTS-08"), ON, calendar=current_calendar(), special_days=30)

    assert plain is not None
    assert longer is not None
    assert longer.special is not None
    assert longer.special.first_on == date(2026, 9, 29)
    assert longer.promised.due_on is not None
    assert plain.promised.due_on is not None
    assert longer.promised.due_on > plain.promised.due_on


def test_a_date_in_2027_is_provisional() -> None:
    load("QTS-08")

    found = calculate(version("QTS-08"), date(2026, 12, 28), calendar=current_calendar())

    assert found is not None
    assert found.is_provisional


def test_an_item_without_limits_has_no_dates() -> None:
    load("QTS-20")

    assert calculate(version("QTS-20"), ON, calendar=current_calendar()) is None
