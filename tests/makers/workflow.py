"""Makers of cases: a licence that five departments review side by side, and people who do their part."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from organization.models import District, Person
from parties.models import Party
from tests.makers.organization import Cast
from tests.makers.parties import an_enterprise
from workdays.days import local_day
from workflow.actions import Clocks, Outcome, complete, open_case
from workflow.definitions import define_process, publish
from workflow.definitions.spec import ProcessSpec, StepSpec
from workflow.models import Case, Process, Task
from workflow.sight import let_the_window_see

MORNING = datetime(2026, 9, 23, 2, 30, tzinfo=UTC)  # a Wednesday, 10:30 in Zhenjiang
REVIEWS = ("equipment", "metrology", "institute", "legal", "district")
KIND = "matter"  # a kind no app knows: the engine alone, without the guards of licensing
_serial = count(1)
let_the_window_see(KIND)


def a_step(code: str, unit: str = "equipment", role: str = "reviewer", **facts: Any) -> StepSpec:
    """One step as written down; reviews of one day unless said otherwise."""
    given: dict[str, Any] = {
        "code": code,
        "title": code,
        "kind": "review",
        "unit": unit,
        "role": role,
        "days": 1,
    }
    return {**given, **facts}  # type: ignore[typeddict-item]  # facts are keys of a step


def a_spec(steps: list[StepSpec], *, promised_days: int = 15, **facts: Any) -> ProcessSpec:
    """A process as written down."""
    given: dict[str, Any] = {
        "code": f"demo-{next(_serial)}",
        "title": "示范流程",
        "kind": KIND,
        "promised_days": promised_days,
        "lead": "equipment",
        "steps": steps,
    }
    return {**given, **facts}  # type: ignore[typeddict-item]  # facts are keys of a process


def intake(**facts: Any) -> StepSpec:
    """The window's intake."""
    return a_step("intake", "@window", "clerk", title="窗口受理", kind="intake", days=5, **facts)


def decision(after: list[str], **facts: Any) -> StepSpec:
    """The head's decision."""
    return a_step(
        "decision",
        "@leadership",
        "head_of_organ",
        title="局长签批",
        kind="decision",
        days=1,
        after=after,
        **facts,
    )


def licence_steps() -> list[StepSpec]:
    """Intake, five reviews side by side, the decision, the certificate."""
    return [
        intake(),
        a_step("equipment", "equipment", title="专业审查", days=5, after=["intake"]),
        a_step("metrology", "metrology", title="强检仪表", days=5, after=["intake"]),
        a_step("institute", "equipment_institute", title="评审结论", days=3, after=["intake"]),
        a_step("legal", "legal", title="合法性审查", days=5, after=["intake"]),
        a_step("district", "@district:special_equipment", title="现场核查", days=5, after=["intake"]),
        decision(list(REVIEWS)),
        a_step(
            "certificate", "@window", "clerk", title="制证", kind="certificate", days=10, after=["decision"]
        ),
    ]


def a_process(steps: list[StepSpec] | None = None, **facts: Any) -> Process:
    """A published process; the licence by default."""
    draft = define_process(a_spec(steps or licence_steps(), **facts), by=None, at=MORNING)
    return publish(draft, by=None, at=MORNING)


def a_case(
    people: Cast,
    process: Process | None = None,
    *,
    district: str = "321171",
    party: Party | None = None,
    **facts: Any,
) -> Case:
    """A case just received at the window."""
    given: dict[str, Any] = {"by": people.clerk, "at": MORNING, "title": "气瓶充装单位许可（新办）", **facts}
    return open_case(
        process or a_process(),
        party=party or an_enterprise(),
        district=District.objects.get(pk=district),
        **given,
    )


def task_of(case: Case, step: str) -> Task:
    """The newest task of a step."""
    return Task.objects.filter(case=case, step__code=step).order_by("-round")[0]


def clocks(on: date = date(2026, 9, 23), promised: int = 15, statutory: int = 20) -> Clocks:
    """The two limits, from the day of acceptance."""
    return Clocks(on, promised, statutory)


def accepted(people: Cast, case: Case | None = None, **facts: Any) -> Case:
    """A case accepted at the window: its reviews are open."""
    case = case or a_case(people)
    at = facts.pop("at", MORNING)
    start = clocks(local_day(at))
    return complete(
        task_of(case, "intake").pk, Outcome.ACCEPTED, by=people.clerk, at=at, clocks=start, **facts
    )


def reviewer_of(people: Cast, step: str) -> Person:
    """Who does a step of the licence."""
    names = {"district": "newdistrict", "decision": "chief", "intake": "clerk", "certificate": "clerk"}
    person: Person = getattr(people, names.get(step, step))
    return person


def do(people: Cast, case: Case, step: str, outcome: Outcome = Outcome.AGREE, **facts: Any) -> Case:
    """The right person completes a step."""
    at = facts.pop("at", MORNING + timedelta(hours=1))
    return complete(task_of(case, step).pk, outcome, by=reviewer_of(people, step), at=at, **facts)


def reviewed(people: Cast, case: Case | None = None, **outcomes: Outcome) -> Case:
    """A case with all five opinions in."""
    case = case or accepted(people)
    for step in REVIEWS:
        case = do(people, case, step, outcomes.get(step, Outcome.AGREE))
    return case
