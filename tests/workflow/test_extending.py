"""The one extension of a case: which clocks it moves, what is refused, naming the article."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, a_process, a_step, accepted, decision, do, intake
from tests.workflow.refusing import refused
from workflow.actions import extend
from workflow.models import Extension
from workflow.outcomes import Outcome
from workflow.refusals import NotThereError

STARTED = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
ENDED = datetime(2026, 11, 13, 2, 0, tzinfo=UTC)


def test_an_extension_before_the_promised_date_moves_both_clocks(people: Cast) -> None:
    case = extend(accepted(people).pk, days=10, reason="案情复杂", by=people.chief, at=MORNING)

    assert (case.promised_on, case.statutory_on) == (date(2026, 11, 4), date(2026, 11, 11))
    assert Extension.objects.get(case=case).moves_promise


def test_an_extension_after_the_promised_date_moves_only_the_statutory_clock(people: Cast) -> None:
    late = datetime(2026, 10, 22, 2, 0, tzinfo=UTC)

    case = extend(accepted(people).pk, days=10, reason="案情复杂", by=people.chief, at=late)

    assert (case.promised_on, case.statutory_on) == (date(2026, 10, 21), date(2026, 11, 11))


@pytest.mark.parametrize(
    ("who", "facts", "code"),
    [
        ("leader", {}, "art42.wrong_role"),
        ("government", {}, None),
        ("chief", {"reason": " "}, "art42.no_reason"),
        ("chief", {"days": 11}, "art42.days"),
        ("chief", {"days": 0}, "art42.days"),
        ("chief", {"at": datetime(2026, 10, 29, 2, 0, tzinfo=UTC)}, "art42.expired"),
    ],
    ids=["wrong role", "not joint, so not there", "no reason", "too long", "no days", "expired"],
)
def test_an_unlawful_extension_is_refused(
    people: Cast, who: str, facts: dict[str, Any], code: str | None
) -> None:
    case = accepted(people)
    given = {"days": 10, "reason": "案情复杂", "by": getattr(people, who), "at": MORNING, **facts}

    with refused(code) if code else pytest.raises(NotThereError):
        extend(case.pk, **given)


def test_there_is_one_extension(people: Cast) -> None:
    case = extend(accepted(people).pk, days=5, reason="案情复杂", by=people.chief, at=MORNING)

    with refused("art42.twice"):
        extend(case.pk, days=5, reason="还不够", by=people.chief, at=MORNING)


def test_a_joint_case_is_extended_by_the_head_of_the_government(people: Cast) -> None:
    steps = [
        intake(),
        a_step("transport", "outside:transport", kind="opinion_letter", after=["intake"]),
        decision(["transport"]),
    ]
    case = accepted(people, a_case(people, a_process(steps)))
    with refused("art42.wrong_role"):
        extend(case.pk, days=15, reason="联办", by=people.chief, at=MORNING)

    assert extend(case.pk, days=15, reason="联办", by=people.government, at=MORNING).extension.days == 15


def test_what_comes_before_acceptance_or_after_the_decision_is_not_extended(people: Cast) -> None:
    with refused("art42.before_acceptance"):
        extend(a_case(people).pk, days=5, reason="案情复杂", by=people.chief, at=MORNING)
    case = accepted(people)
    for step in ("equipment", "metrology", "institute", "legal", "district"):
        do(people, case, step)
    do(people, case, "decision", Outcome.GRANTED)
    with refused("art42.after_decision"):
        extend(case.pk, days=5, reason="案情复杂", by=people.chief, at=MORNING)
