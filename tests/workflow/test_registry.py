"""What a kind of case contributes, and who adds to it."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.makers.organization import Cast
from tests.makers.workflow import a_case
from workflow import registry
from workflow.registry import CaseKind, CasePanel, add_panel, kind_of, panels_of, register_case_kind

ON = date(2026, 9, 23)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    kinds, panels = dict(registry._kinds), dict(registry._more_panels)
    yield
    registry._kinds.clear()
    registry._kinds.update(kinds)
    registry._more_panels.clear()
    registry._more_panels.update(panels)


def panel(code: str, order: int = 100, *, seen: bool = True) -> CasePanel:
    return CasePanel(
        code, code, f"{code}.html", lambda case, reader, on: {}, may=lambda who, case, on: seen, order=order
    )


def test_an_unknown_kind_contributes_nothing(people: Cast) -> None:
    assert kind_of("unknown").panels == ()
    assert panels_of(a_case(people), reader=people.clerk, on=ON) == []


def test_panels_come_in_their_order_from_every_app_that_adds_one(people: Cast) -> None:
    case = a_case(people)
    register_case_kind(CaseKind(case.kind, "事项", panels=(panel("late", 9), panel("first", 1))))
    add_panel(case.kind, panel("between", 5))
    add_panel(case.kind, panel("between", 5))

    assert [one.code for one in panels_of(case, reader=people.clerk, on=ON)] == ["first", "between", "late"]


def test_a_panel_is_shown_to_whom_it_is_for(people: Cast) -> None:
    case = a_case(people)
    register_case_kind(CaseKind(case.kind, "事项", panels=(panel("secret", seen=False),)))

    assert panels_of(case, reader=people.clerk, on=ON) == []
