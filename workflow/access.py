"""Who may do what with cases and tasks; whoever may not see a thing is told that it is not there."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from documents.models import Attachment, Document
from organization.access import standing
from organization.models import Person, Role
from organization.standing import Standing
from workdays.days import local_day
from workflow.definitions.reading import graph_of
from workflow.models import Case, Lateness, Task
from workflow.models.requests import HEADS
from workflow.sight import WINDOW_ROLES, seen_by, seen_by_party, sees
from workflow.steps import StepKind, UnitRule

LEADERS = (Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN)
PARTY_SLOTS = ("material", "correction", "supplement")
_Rule = Callable[[Standing, Task], bool]
_CaseRule = Callable[[Standing, Case], bool]
_LatenessRule = Callable[[Standing, Lateness], bool]


def may(person: Person, act: str, obj: Case | Task | Lateness, *, on: date) -> bool:
    """Whether the person may do this act that day; deputies may what the absent may.

    Who holds no post and deputises for nobody may nothing, whatever rows still name them. An act that stands
    in no table is nobody's (KeyError).
    """
    stand = standing(person, on)
    if isinstance(obj, Lateness):
        return _LATENESS_ACTS[act](stand, obj) and bool(stand.posts)
    if isinstance(obj, Task):
        return _TASK_ACTS[act](stand, obj) and bool(stand.posts)
    return _CASE_ACTS[act](stand, obj) and bool(stand.posts)


def may_set_the_ladder(person: Person, *, on: date) -> bool:
    """Whether the person may begin and end rules of reminding that day."""
    return standing(person, on).has(Role.ADMINISTRATOR)


def may_enter_years(person: Person, *, on: date) -> bool:
    """Entering the notices of the calendar is the administrators'."""
    return standing(person, on).has(Role.ADMINISTRATOR)


def may_read_calendar(person: Person, *, on: date) -> bool:
    """The page of the calendar is the administrators' and supervision's."""
    return may_enter_years(person, on=on) or standing(person, on).has(Role.SUPERVISOR)


def sees_attachment(person: Person, thing: Attachment | Document) -> bool:
    """Staff who see the case read all of it; its party reads its documents and what it handed in."""
    on = local_day(timezone.now())
    case = Case.objects.filter(number=thing.subject_key)
    if case.filter(seen_by(person, on)).exists():
        return True
    if isinstance(thing, Attachment) and not thing.slot.startswith(PARTY_SLOTS):
        return False
    return case.filter(seen_by_party(person, on)).exists()


def behalf_of(person: Person | None, task: Task, on: date) -> str:
    """For whom the person acts on this task: the absent one whose seat or work it is, else nobody."""
    if person is None:
        return ""
    stand = standing(person, on)
    if task.assignee_id in (None, person.pk):
        return stand.behalf_of(task.role, task.unit_id) if task.assignee_id is None else ""
    return stand.behalf_of_person(task.assignee_id)


def _is_of_the_unit(stand: Standing, task: Task) -> bool:
    return task.unit_id is not None and stand.has(task.role, task.unit_id)


def _is_assigned(stand: Standing, task: Task) -> bool:
    """Whose task it is, while holding the seat it belongs to: who left the unit speaks for it no longer."""
    if task.unit_id is not None and not stand.has(task.role, task.unit_id):
        return False
    mine = task.assignee_id in stand.acts_for if task.assignee_id else False
    return mine or task.delegate_on(stand.on) in stand.acts_for


def _answers_by_letter(stand: Standing, task: Task) -> bool:
    """What an outside authority was asked by letter it may answer by letter; the window enters both."""
    node = graph_of(task.case.process_id).by_id.get(task.step_id or 0)
    is_asked = node is not None and (node.kind, node.unit_rule) == (
        StepKind.OPINION_LETTER,
        UnitRule.OUTSIDE,
    )
    return is_asked and bool(stand.roles & WINDOW_ROLES)


def _completes(stand: Standing, task: Task) -> bool:
    return _is_of_the_unit(stand, task) or _is_assigned(stand, task)


def _leads(stand: Standing, case: Case) -> bool:
    """People of the unit that leads the process."""
    lead = graph_of(case.process_id).lead_id
    return lead is not None and (stand.has(Role.REVIEWER, lead) or stand.has(Role.SECTION_HEAD, lead))


def _heads(stand: Standing, task: Task) -> bool:
    """The head of the task's unit, and whoever supervises."""
    return stand.has(Role.SECTION_HEAD, task.unit_id) or stand.has(Role.SUPERVISOR)


def _reassigns(stand: Standing, task: Task) -> bool:
    return (
        _heads(stand, task) or _is_assigned(stand, task) or (not task.assignee_id and _completes(stand, task))
    )


def _pauses(stand: Standing, task: Task) -> bool:
    return _completes(stand, task) or _leads(stand, task.case)


def _recalls(stand: Standing, task: Task) -> bool:
    return task.done_by_id is not None and task.done_by_id in stand.acts_for


def _answers_dissent(stand: Standing, task: Task) -> bool:
    return _leads(stand, task.case) or any(stand.has(role) for role in LEADERS)


def _extends(stand: Standing, case: Case) -> bool:
    """Art. 42: the head of the organ; of joint cases the head of the government."""
    return stand.has(HEADS[graph_of(case.process_id).is_joint])


def _asks_for_days(stand: Standing, case: Case) -> bool:
    """The lead, which knows why it takes longer, and the window, which answers the applicant."""
    return _leads(stand, case) or bool(stand.roles & WINDOW_ROLES)


def _ends(stand: Standing, case: Case) -> bool:
    return bool(stand.roles & WINDOW_ROLES)


def _is_above(stand: Standing, case: Case) -> bool:
    """The head of the window that took the case in, and the leaders of the bureau."""
    nodes = graph_of(case.process_id).nodes.values()
    windows = {node.unit_id for node in nodes if node.unit_rule == UnitRule.WINDOW}
    heads = any(stand.has(Role.SECTION_HEAD, unit) for unit in windows if unit)
    return heads or any(stand.has(role) for role in LEADERS)


def _answers_for_case(stand: Standing, case: Case) -> bool:
    """Its first-responsible person, and those above."""
    return case.responsible_id in stand.acts_for or _is_above(stand, case)


def _answers_for(stand: Standing, row: Lateness) -> bool:
    """The person named, and the people of the unit."""
    return row.person_id in stand.acts_for or row.unit_id in stand.unit_ids(Role.REVIEWER, Role.SECTION_HEAD)


_LATENESS_ACTS: dict[str, _LatenessRule] = {
    "lateness.say": _answers_for,
    "lateness.close": lambda stand, _row: stand.has(Role.SUPERVISOR),
}
_TASK_ACTS: dict[str, _Rule] = {
    "task.see": lambda stand, task: sees(stand, task.case),
    "task.complete": _completes,
    "task.answer_by_letter": _answers_by_letter,
    "task.claim": _completes,
    "task.reassign": _reassigns,
    "task.delegate": _is_assigned,
    "task.return": _completes,
    "task.consult": _completes,
    "task.recall": _recalls,
    "task.pause": _pauses,
    "task.resume": _pauses,
    "task.pause_own": lambda stand, task: _completes(stand, task) and _leads(stand, task.case),
    "task.proceed": lambda stand, task: _leads(stand, task.case),
    "task.answer_dissent": _answers_dissent,
}
_CASE_ACTS: dict[str, _CaseRule] = {
    "case.see": lambda stand, case: sees(stand, case),
    "case.note": lambda stand, case: sees(stand, case),
    "case.ask_extension": _asks_for_days,
    "case.extend": _extends,
    "case.withdraw": _ends,
    "case.terminate": _answers_for_case,
    "case.prioritise": _is_above,
    "case.hand_over": _answers_for_case,
}
