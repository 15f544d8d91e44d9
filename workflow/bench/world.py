"""The world a bench runs in: the units of the bureau, one person per step, one process, one applicant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from organization.actions import load_organization
from organization.models import District, Person, Post, Role, Unit
from parties.actions import register_enterprise
from parties.models import Party
from workflow.definitions import define_process, publish
from workflow.definitions.spec import ProcessSpec, StepSpec
from workflow.models import Process
from workflow.sight import let_the_window_see

AT = datetime(2026, 9, 23, 2, 30, tzinfo=UTC)
SINCE = date(2015, 1, 1)
NO_PASSWORD = "!"  # noqa: S105  nobody signs in
DISTRICT = "321100"
CODE = "91321100MA1X00017C"
KIND = "bench"  # a kind no upper app knows: the engine alone is measured
SEATS = {
    "intake": ("window", Role.CLERK),
    "equipment": ("equipment", Role.REVIEWER),
    "metrology": ("metrology", Role.REVIEWER),
    "institute": ("equipment_institute", Role.REVIEWER),
    "legal": ("legal", Role.REVIEWER),
    "quality": ("quality", Role.REVIEWER),
    "decision": ("leadership", Role.HEAD_OF_ORGAN),
}
REVIEWS = ("equipment", "metrology", "institute", "legal", "quality")


@dataclass(frozen=True)
class World:
    """Who does which step, on which process, for whom."""

    hands: dict[str, Person]
    process: Process
    party: Party
    district: District


def make_world() -> World:
    """Load the organization, seat one person per step, publish the process (on an empty database)."""
    let_the_window_see(KIND)
    load_organization(by=None, at=AT)
    units = {unit.code: unit for unit in Unit.objects.all()}
    hands = {step: _person(step, units[unit], role) for step, (unit, role) in SEATS.items()}
    hands["certificate"] = hands["intake"]
    process = publish(define_process(_spec(), by=None, at=AT), by=None, at=AT)
    district = District.objects.get(pk=DISTRICT)
    party = register_enterprise(name="镇江示范醋业有限公司", uscc=CODE, district=district, by=None, at=AT)
    return World(hands, process, party, district)


def _person(step: str, unit: Unit, role: Role) -> Person:
    person = Person.objects.create(
        username=f"bench-{step}", name=f"示范{step}", password=NO_PASSWORD, joined_at=AT
    )
    Post.objects.create(person=person, unit=unit, role=role, first_on=SINCE)
    return person


def _step(code: str, unit: str, role: Role, kind: str, days: int, after: list[str]) -> StepSpec:
    return {
        "code": code,
        "title": code,
        "kind": kind,
        "unit": unit,
        "role": role,
        "days": days,
        "after": after,
    }


def _spec() -> ProcessSpec:
    reviews = [_step(code, SEATS[code][0], SEATS[code][1], "review", 5, ["intake"]) for code in REVIEWS]
    return {
        "code": "bench",
        "kind": KIND,
        "title": "五部门并联审查（测速）",
        "promised_days": 15,
        "lead": "equipment",
        "steps": [
            _step("intake", "@window", Role.CLERK, "intake", 5, []),
            *reviews,
            _step("decision", "@leadership", Role.HEAD_OF_ORGAN, "decision", 1, list(REVIEWS)),
            _step("certificate", "@window", Role.CLERK, "certificate", 10, ["decision"]),
        ],
    }
