"""Who sees which case, who may do what: a table; a stranger's case is not there."""

from datetime import date

import pytest

from documents.guards import allowed
from documents.models import Attachment
from organization.models import Absence, Person, Role
from parties.models import Party, Representative
from tests.makers.documents import a_document
from tests.makers.organization import Cast, give_post, make_person
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.workflow import (
    MORNING,
    a_case,
    a_process,
    a_step,
    accepted,
    decision,
    intake,
    reviewed,
    task_of,
)
from workflow.access import may
from workflow.actions import Outcome, claim, complete, consult
from workflow.models import Case, Task
from workflow.refusals import NotThereError

ON = date(2026, 9, 23)
SEES_A_LICENCE = {
    "clerk": True,
    "clerk2": True,
    "equipment": True,
    "metrology": True,
    "institute": True,
    "legal": True,
    "newdistrict": True,
    "chief": True,
    "leader": True,
    "supervisor": True,
    "food": False,
    "standards": False,
    "transport": False,
    "government": False,
    "inspector": False,
    "liaison": False,
    "complaints": False,
    "admin": False,
    "enterprise": False,
}


@pytest.mark.parametrize(("who", "sees"), SEES_A_LICENCE.items(), ids=list(SEES_A_LICENCE))
def test_who_sees_a_case(people: Cast, who: str, sees: bool) -> None:
    case = a_case(people)
    person = getattr(people, who)

    assert Case.objects.visible_to(person, ON).filter(pk=case.pk).exists() is sees
    assert may(person, "case.see", case, on=ON) is sees
    assert Task.objects.visible_to(person, ON).exists() is sees


def test_a_superuser_has_no_bypass(people: Cast) -> None:
    a_case(people)
    Person.objects.filter(pk=people.food.pk).update(is_superuser=True, is_staff=True)

    assert not Case.objects.visible_to(Person.objects.get(pk=people.food.pk), ON).exists()


def test_a_consulted_unit_sees_the_case(people: Cast) -> None:
    case = accepted(people)
    legal = task_of(case, "legal")
    consult(legal.pk, units=[people.unit("food")], question="？", days=1, by=people.legal, at=MORNING)

    assert Case.objects.visible_to(people.food, ON).get() == case


def test_the_head_of_the_government_sees_joint_cases_only(people: Cast) -> None:
    steps = [intake(), a_step("out", "outside:transport", after=["intake"]), decision(["out"])]
    joint = a_case(people, a_process(steps))
    a_case(people)

    assert Case.objects.visible_to(people.government, ON).get() == joint


def test_a_party_sees_its_own_cases_only(people: Cast) -> None:
    mine, other = a_case(people), a_case(people, party=an_enterprise("他人有限公司"))
    Representative.objects.create(party=mine.party, person=people.enterprise, role="handler", first_on=ON)

    assert list(Case.objects.visible_to_party(people.enterprise, ON)) == [mine]
    assert not Case.objects.visible_to_party(people.clerk, ON).exists()
    assert other.pk not in Case.objects.visible_to_party(people.enterprise, ON).values_list("pk", flat=True)


@pytest.mark.parametrize(
    ("act", "allowed_to"),
    [
        ("task.complete", {"metrology"}),
        ("task.claim", {"metrology"}),
        ("task.return", {"metrology"}),
        ("task.reassign", {"metrology", "supervisor"}),
        ("task.pause", {"metrology", "equipment"}),
        ("task.answer_by_letter", set()),
        ("task.answer_dissent", {"equipment", "chief", "leader"}),
        ("task.proceed", {"equipment"}),
    ],
)
def test_who_may_act_on_a_review(people: Cast, act: str, allowed_to: set[str]) -> None:
    task = task_of(accepted(people), "metrology")

    may_act = {who for who in SEES_A_LICENCE if may(getattr(people, who), act, task, on=ON)}

    assert may_act == allowed_to


@pytest.mark.parametrize(
    ("act", "allowed_to"),
    [
        ("case.extend", {"chief"}),
        ("case.withdraw", {"clerk", "clerk2"}),
        ("case.terminate", {"clerk", "chief", "leader"}),
        ("case.hand_over", {"clerk", "chief", "leader"}),
        ("case.prioritise", {"chief", "leader"}),
    ],
)
def test_who_may_act_on_a_case(people: Cast, act: str, allowed_to: set[str]) -> None:
    case = accepted(people)

    assert {who for who in SEES_A_LICENCE if may(getattr(people, who), act, case, on=ON)} == allowed_to


@pytest.mark.parametrize("act", ["case.terminate", "case.hand_over", "case.prioritise"])
def test_the_windows_head_answers_for_its_cases(people: Cast, act: str) -> None:
    head = make_person("window_head", name="宋怀瑾")
    give_post(head, people.unit("window"), Role.SECTION_HEAD)

    assert may(head, act, accepted(people), on=ON)


OUTSIDE = ("task.complete", "task.claim", "task.reassign", "task.return", "task.consult", "task.pause")


@pytest.mark.parametrize("kind", ["opinion_letter", "review"])
def test_the_window_takes_no_outside_authoritys_task(people: Cast, kind: str) -> None:
    """It enters a letter's answer and nothing else; where nothing is asked by letter, not even that."""
    asked = a_step("out", "outside:transport", kind=kind, after=["intake"])
    task = task_of(accepted(people, a_case(people, a_process([intake(), asked, decision(["out"])]))), "out")

    rights = {act for act in (*OUTSIDE, "task.answer_by_letter") if may(people.clerk, act, task, on=ON)}

    assert rights == ({"task.answer_by_letter"} if kind == "opinion_letter" else set())
    assert all(may(people.transport, act, task, on=ON) for act in OUTSIDE)
    assert not may(people.transport, "task.answer_by_letter", task, on=ON)
    for act in (claim, lambda pk, **who: complete(pk, Outcome.AGREE, **who)):
        with pytest.raises(NotThereError):
            act(task.pk, by=people.clerk, at=MORNING)


def test_a_deputy_may_what_the_absent_may(people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "metrology")
    claim(task.pk, by=people.metrology, at=MORNING)
    assert not may(people.standards, "task.complete", task, on=ON)
    Absence.objects.create(person=people.metrology, deputy=people.standards, first_on=ON, last_on=ON)

    fresh = Person.objects.get(pk=people.standards.pk)
    assert may(fresh, "task.complete", task_of(case, "metrology"), on=ON)
    assert Case.objects.visible_to(fresh, ON).get() == case


def test_who_left_may_nothing(people: Cast) -> None:
    task = task_of(accepted(people), "metrology")
    people.metrology.posts.update(last_on=date(2026, 9, 22))

    assert not may(Person.objects.get(pk=people.metrology.pk), "task.complete", task, on=ON)


def test_who_moved_to_another_unit_no_longer_speaks_for_the_old_one(people: Cast) -> None:
    task = task_of(accepted(people), "metrology")
    claim(task.pk, by=people.metrology, at=MORNING)
    task.refresh_from_db()
    people.metrology.posts.update(unit=people.unit("food"))

    for act in ("task.complete", "task.reassign", "task.delegate", "task.consult"):
        assert not may(Person.objects.get(pk=people.metrology.pk), act, task, on=ON)
    with pytest.raises(NotThereError):
        complete(task.pk, Outcome.AGREE, by=Person.objects.get(pk=people.metrology.pk), at=MORNING)


def test_who_holds_no_post_takes_nothing_back_and_ends_nothing(people: Cast) -> None:
    case = accepted(people)
    complete(task_of(case, "metrology").pk, Outcome.AGREE, by=people.metrology, at=MORNING)
    Case.objects.filter(pk=case.pk).update(responsible=people.metrology)
    case.refresh_from_db()
    assert may(people.metrology, "task.recall", task_of(case, "metrology"), on=ON)
    people.metrology.posts.update(last_on=date(2026, 9, 22))
    gone = Person.objects.get(pk=people.metrology.pk)

    assert not may(gone, "task.recall", task_of(case, "metrology"), on=ON)
    assert not may(gone, "case.terminate", case, on=ON)


def test_a_reviewer_sees_the_person_whose_case_is_before_him(people: Cast) -> None:
    welder = a_natural_person(by=None)
    assert welder not in Party.objects.visible_to(people.legal)

    a_case(people, party=welder)

    assert welder in Party.objects.visible_to(people.legal)
    assert welder not in Party.objects.visible_to(people.food)


def test_attachments_are_read_by_who_sees_the_case_and_by_the_party_what_is_its(people: Cast) -> None:
    case = reviewed(people)
    Representative.objects.create(party=case.party, person=people.enterprise, role="handler", first_on=ON)
    opinion = Attachment(subject_kind="case", subject_key=case.number, slot="opinion:12")
    material = Attachment(subject_kind="case", subject_key=case.number, slot="material:3")
    licence = a_document(subject=case.subject)

    readers = {
        who: [allowed(getattr(people, who), one) for one in (opinion, material, licence)] for who in HAND
    }

    assert readers == {
        "legal": [True, True, True],
        "enterprise": [False, True, True],
        "enterprise2": [False, False, False],
        "food": [False, False, False],
    }


HAND = ("legal", "enterprise", "enterprise2", "food")
