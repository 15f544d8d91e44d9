"""A process as it is written down: the JSON a definition is made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from django.utils.translation import gettext as _

from organization.models import Function, Role, Unit
from records.refusals import LegalRefusal
from workflow.skipping import ConditionError, read_condition
from workflow.steps import Join, OnNegative, PauseGround, StepKind, UnitRule

LEAD_OF: dict[str, str] = {
    Function.STANDARDISATION: "standards",
    Function.METROLOGY: "metrology",
    Function.QUALITY: "quality",
    Function.SPECIAL_EQUIPMENT: "equipment",
    Function.FOOD: "food",
}


class StepSpec(TypedDict):
    """One step; `unit` is a unit's code, @window, @leadership, @district:FUNCTION or outside:CODE."""

    code: str
    title: str
    kind: str
    unit: str
    role: str
    days: NotRequired[int | None]
    title_en: NotRequired[str]
    after: NotRequired[list[str]]
    join: NotRequired[str]
    join_n: NotRequired[int | None]
    on_negative: NotRequired[str]
    pause_ground: NotRequired[str]
    expected_days: NotRequired[int | None]
    skip_when: NotRequired[str]
    required: NotRequired[bool]


class ProcessSpec(TypedDict):
    """One process."""

    code: str
    title: str
    promised_days: int
    steps: list[StepSpec]
    title_en: NotRequired[str]
    kind: NotRequired[str]
    lead: NotRequired[str]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """How a step finds its unit, read from `unit`."""

    rule: UnitRule
    code: str
    function: str = ""


def read_unit(text: str) -> UnitChoice:
    """`@window`, `@leadership`, `@district:special_equipment`, `outside:transport` or a unit's code."""
    word, _colon, rest = text.partition(":")
    if word == "@district":
        return UnitChoice(UnitRule.DISTRICT_BUREAU, LEAD_OF.get(rest, ""), rest)
    if word == "outside":
        return UnitChoice(UnitRule.OUTSIDE, rest)
    named = {"@window": (UnitRule.WINDOW, "window"), "@leadership": (UnitRule.LEADERSHIP, "leadership")}
    return UnitChoice(*named.get(word, (UnitRule.UNIT, word)))


def units_by_code(spec: ProcessSpec) -> dict[str, Unit]:
    """The units a spec names."""
    codes = {read_unit(step["unit"]).code for step in spec["steps"]} | {spec.get("lead", "")}
    return {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}


def lead_code(spec: ProcessSpec) -> str:
    """The unit that leads: as written, else that of the synthesis, else that of the first inner review."""
    if "lead" in spec:
        return spec["lead"]
    kinds = (StepKind.SYNTHESIS, StepKind.REVIEW, StepKind.ASSIGN, StepKind.CUSTOM)
    inner = [(step["kind"], read_unit(step["unit"])) for step in spec["steps"]]
    for wanted in kinds:
        for kind, choice in inner:
            if kind == wanted and choice.rule == UnitRule.UNIT:
                return choice.code
    return ""


def check_words(spec: ProcessSpec, units: Iterable[str]) -> None:
    """Refuse words no definition knows, naming the step (LegalRefusal)."""
    known = set(units)
    for step in spec["steps"]:
        for problem in _problems(step, known):
            message = _("环节“{step}”：{problem}").format(step=step["title"], problem=problem)
            raise LegalRefusal("workflow.definition", message, field=step["code"])


def _problems(step: StepSpec, units: set[str]) -> list[str]:
    found = [
        _("{name} 的值“{value}”不认识。").format(name=name, value=value)
        for name, value, words in _worded(step)
        if value not in words
    ]
    if read_unit(step["unit"]).code not in units:
        found.append(_("单位“{unit}”不存在。").format(unit=step["unit"]))
    return found + _condition_problem(step)


def _worded(step: StepSpec) -> list[tuple[str, Any, Iterable[str]]]:
    return [
        ("kind", step["kind"], StepKind.values),
        ("role", step["role"], Role.values),
        ("join", step.get("join", Join.ALL), Join.values),
        ("on_negative", step.get("on_negative", OnNegative.WAIT_ALL), OnNegative.values),
        ("pause_ground", step.get("pause_ground", ""), ["", *PauseGround.values]),
    ]


def _condition_problem(step: StepSpec) -> list[str]:
    try:
        if step.get("skip_when"):
            read_condition(step["skip_when"])
    except ConditionError as error:
        return [str(error)]
    return []
