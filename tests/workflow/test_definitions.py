"""Drafting and publishing: what is refused, and that what is published stays."""

from typing import Any

import pytest

from records.models import Event
from tests.makers.organization import Cast
from tests.makers.workflow import (
    MORNING,
    a_case,
    a_process,
    a_spec,
    a_step,
    decision,
    intake,
    licence_steps,
)
from tests.workflow.refusing import refused
from workflow.definitions import define_process, graph_of, publish
from workflow.definitions.spec import ProcessSpec, read_unit
from workflow.models import Process
from workflow.steps import UnitRule


def drafted(spec: ProcessSpec) -> Process:
    return define_process(spec, by=None, at=MORNING)


def test_a_definition_is_read_back_as_it_was_written(people: Cast) -> None:
    process = a_process()

    graph = graph_of(process.pk)

    assert next(iter(graph.nodes)) == "intake"
    assert graph.nodes["decision"].before == ("equipment", "metrology", "institute", "legal", "district")
    assert graph.nodes["district"].unit_rule == UnitRule.DISTRICT_BUREAU
    assert graph.lead_id == people.unit("equipment").pk


def test_versions_of_a_code_count_up(people: Cast) -> None:
    first = a_process(code="filling")
    second = a_process(code="filling")

    assert (first.version, second.version, first.fingerprint != second.fingerprint) == (1, 2, True)


def test_a_running_case_stays_on_its_version(people: Cast) -> None:
    case = a_case(people, a_process(code="filling"))
    a_process(code="filling", promised_days=20)

    case.refresh_from_db()
    assert case.process.version == 1


@pytest.mark.parametrize(
    ("change", "code", "step"),
    [
        ({"kind": "dance"}, "workflow.definition", "legal"),
        ({"role": "king"}, "workflow.definition", "legal"),
        ({"unit": "nowhere"}, "workflow.definition", "legal"),
        ({"unit": "@district:magic"}, "workflow.definition", "legal"),
        ({"pause_ground": "holiday"}, "workflow.definition", "legal"),
        ({"skip_when": "1 +"}, "workflow.definition", "legal"),
        ({"after": ["nobody"]}, "workflow.unknown_predecessor", "legal"),
        ({"code": "intake"}, "workflow.definition", "intake"),
    ],
    ids=["kind", "role", "unit", "function", "ninth ground", "condition", "predecessor", "twice"],
)
def test_a_draft_with_unknown_words_is_refused_naming_its_step(
    people: Cast, change: dict[str, Any], code: str, step: str
) -> None:
    steps = licence_steps()
    steps[4].update(change)  # type: ignore[typeddict-item]  # wrong on purpose

    with refused(code) as refusal:
        drafted(a_spec(steps))

    assert refusal.value.field == step


@pytest.mark.parametrize(
    ("steps", "code", "step"),
    [
        ([intake(), a_step("a", after=["b"]), a_step("b", after=["a"])], "workflow.cycle", "a"),
        ([intake(), a_step("a", after=["intake"]), a_step("b")], "workflow.unreachable", "b"),
        ([intake(), a_step("a", join="any")], "workflow.join_on_nothing", "a"),
        (
            [intake(), a_step("a", days=15, after=["intake"]), decision(["a"])],
            "workflow.too_long",
            "decision",
        ),
    ],
    ids=["cycle", "unreachable", "join on nothing", "too long"],
)
def test_what_is_wrong_is_not_published_and_the_attempt_is_told(
    people: Cast, steps: list[Any], code: str, step: str
) -> None:
    process = drafted(a_spec(steps))

    with refused(code) as refusal:
        publish(process, by=people.admin, at=MORNING)

    assert refusal.value.field == step
    assert Process.objects.get(pk=process.pk).published_on is None
    assert Event.objects.get(verb="attempt.refused").data["code"] == code


def test_what_is_published_is_not_published_again(people: Cast) -> None:
    with refused("workflow.published"):
        publish(a_process(), by=None, at=MORNING)


def test_a_draft_takes_no_case(people: Cast) -> None:
    with refused("workflow.not_published"):
        a_case(people, drafted(a_spec(licence_steps())))


def test_only_a_required_outside_authority_makes_a_process_joint(people: Cast) -> None:
    def asking(**facts: Any) -> Process:
        return drafted(a_spec([intake(), a_step("out", "outside:transport", after=["intake"], **facts)]))

    assert asking().is_joint
    assert not asking(required=False).is_joint
    assert not drafted(a_spec(licence_steps())).is_joint


@pytest.mark.parametrize(
    ("text", "rule", "code"),
    [
        ("@window", UnitRule.WINDOW, "window"),
        ("@leadership", UnitRule.LEADERSHIP, "leadership"),
        ("@district:food", UnitRule.DISTRICT_BUREAU, "food"),
        ("outside:transport", UnitRule.OUTSIDE, "transport"),
        ("legal", UnitRule.UNIT, "legal"),
    ],
)
def test_a_unit_is_written_so(text: str, rule: UnitRule, code: str) -> None:
    choice = read_unit(text)

    assert (choice.rule, choice.code) == (rule, code)


def test_the_lead_is_inferred_from_the_synthesis_else_the_first_review(people: Cast) -> None:
    spec = a_spec([intake(), a_step("a", "legal", after=["intake"])])
    del spec["lead"]
    assert drafted(spec).lead == people.unit("legal")

    spec = a_spec([intake(), a_step("a", "legal"), a_step("s", "food", kind="synthesis", after=["a"])])
    del spec["lead"]
    assert drafted(spec).lead == people.unit("food")
