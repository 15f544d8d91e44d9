"""The opinions of a case: by department, with conclusion, conditions, answer and days used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from documents.models import Attachment
from licensing.case_file.record import Record
from licensing.slots import opinion_slot
from organization.models import Person, Role
from organization.standing import Standing
from workdays import words
from workdays.days import local_day
from workdays.reckoning import count, days_over, remaining
from workflow.clocks import pauses_of
from workflow.models import Task
from workflow.outcomes import NEGATIVE, Outcome
from workflow.states import TaskState
from workflow.steps import StepKind, UnitRule

VOICES = frozenset({StepKind.REVIEW, StepKind.SITE_CHECK, StepKind.OPINION_LETTER, StepKind.APPRAISAL})
ROWS = VOICES | {StepKind.ASSIGN, StepKind.SYNTHESIS, StepKind.CUSTOM}
TONES = {
    TaskState.OPEN: "info",
    TaskState.WAITING: "hold",
    TaskState.SKIPPED: "hold",
    TaskState.CANCELLED: "hold",
}


@dataclass(frozen=True)
class Opinion:
    """One department's part, as `parts/opinion_row.html` and `parts/voice.html` show it."""

    task: Task
    unit: str
    note: str
    tone: str
    words: str
    icon: str
    by: str
    text: str
    conditions: list[str]
    answer: str
    answer_by: str
    time: str
    limit: str
    state: str
    files: list[Attachment]

    @property
    def id(self) -> str:
        return f"opinion-{self.task.pk}"

    @property
    def is_dissent(self) -> bool:
        return self.task.outcome in NEGATIVE

    @property
    def is_done(self) -> bool:
        return self.task.state == TaskState.DONE

    @property
    def wants_answer(self) -> bool:
        """Whether a written answer is owed before the decision."""
        return self.task.step_id is not None and self.task.outcome == Outcome.DISSENT and not self.answer


def opinions_of(record: Record, *, kinds: frozenset[StepKind] = ROWS) -> list[Opinion]:
    """The newest round of each step of these kinds in the order of the process, then consultations."""
    return [_opinion(record, task) for task in _tasks(record, kinds)]


def voices_of(record: Record) -> list[Opinion]:
    """The finished opinions side by side, for those who draw together and decide."""
    return [opinion for opinion in opinions_of(record, kinds=VOICES) if opinion.is_done]


def synthesis_of(record: Record) -> Opinion | None:
    """The lead's finished conclusion, if the process has one."""
    found = opinions_of(record, kinds=frozenset({StepKind.SYNTHESIS}))
    return next((opinion for opinion in found if opinion.is_done), None)


def is_outsider(stand: Standing) -> bool:
    """Whether somebody only speaks for an outside authority, to whom the bureau's own opinions are closed."""
    return bool(stand.posts) and not stand.is_of_the_bureau and not stand.has(Role.GOVERNMENT_HEAD)


def shown_to(opinions: Iterable[Opinion], stand: Standing) -> list[Opinion]:
    """The opinions a reader may see: an outside authority reads its own part only."""
    if not is_outsider(stand):
        return list(opinions)
    return [opinion for opinion in opinions if opinion.task.unit_id in stand.unit_ids()]


def told_conditions(opinions: Iterable[Opinion]) -> list[tuple[str, str]]:
    """Each condition once, with the department that first named it."""
    found: dict[str, str] = {}
    for opinion in opinions:
        for text in opinion.conditions:
            found.setdefault(text, opinion.unit)
    return list(found.items())


def _tasks(record: Record, kinds: frozenset[StepKind]) -> Iterator[Task]:
    newest = record.dossier.newest()
    for code, node in record.dossier.graph.nodes.items():
        is_window = node.kind == StepKind.CUSTOM and node.unit_rule == UnitRule.WINDOW
        if node.kind in kinds and not is_window and code in newest:
            yield newest[code]
    if StepKind.REVIEW in kinds:
        yield from (task for task in record.dossier.tasks if task.step_id is None)


def _opinion(record: Record, task: Task) -> Opinion:
    answer = getattr(task, "answer", None)
    tone, said, icon = _conclusion(record, task)
    return Opinion(
        task=task,
        unit=task.unit.title() if task.unit else "",
        note=_note(task),
        tone=tone,
        words=said,
        icon=icon,
        by=_by(task),
        text=task.opinion,
        conditions=list(task.conditions),
        answer=answer.text if answer else "",
        answer_by=_answered(answer.by, local_day(answer.at)) if answer else "",
        time=_time(record, task),
        limit=_limit(record, task),
        state=_state(task),
        files=record.files_in(opinion_slot(task)) if task.state == TaskState.DONE else [],
    )


def _note(task: Task) -> str:
    return task.wording + (_("（沿用）") if task.is_kept else "")


def _conclusion(record: Record, task: Task) -> tuple[str, str, str]:
    """Tone, words and mark of the badge."""
    if task.state != TaskState.DONE:
        late = task.is_late_on(record.today)
        return ("late" if late else TONES[TaskState(task.state)], str(TaskState(task.state).label), "")
    outcome = Outcome(task.outcome)
    node = record.dossier.node(task)
    if node is not None and node.kind == StepKind.SYNTHESIS:
        said = _("建议不予许可") if outcome in NEGATIVE else _("建议准予")
    else:
        said = str(outcome.label)
    if outcome in NEGATIVE and hasattr(task, "answer"):
        return "info", _("%(said)s，已答复") % {"said": said}, "chat-left-text"
    return ("late", said, "x-lg") if outcome in NEGATIVE else ("ok", said, "check2")


def _by(task: Task) -> str:
    person = task.done_by or task.assignee
    if person is not None:
        return person.title()
    return _("待认领") if task.is_open else ""


def _answered(by: Person, on: date) -> str:
    return f"{by.title()} {on.isoformat()}"


def _time(record: Record, task: Task) -> str:
    if task.done_at is not None:
        return words.compact_moment(task.done_at, record.today)
    if not task.is_open:
        return ""
    if task.due_on is None:
        return _("不计时")
    left = remaining(task.due_on, record.today, calendar=record.calendar)
    over = days_over(task.due_on, record.today, calendar=record.calendar)
    return words.days_left(left or -over)


def _limit(record: Record, task: Task) -> str:
    if task.limit_days is None:
        return ""
    limit = _("限 %(n)d 日") % {"n": task.limit_days}
    if task.done_at is None or task.start_on is None:
        return limit + (f" · {words.compact_day(task.due_on, record.today)}" if task.due_on else "")
    return _("%(limit)s，用 %(used)d 日") % {
        "limit": limit,
        "used": _used(record, task, local_day(task.done_at)),
    }


def _used(record: Record, task: Task, until: date) -> int:
    stops = pauses_of(record.dossier.asked_for(task), record.interruptions, record.dossier.graph)
    return count(task.start_on or until, until, calendar=record.calendar, pauses=stops)


def _state(task: Task) -> str:
    if task.is_open:
        return "open"
    if task.outcome not in NEGATIVE:
        return ""
    return "answered" if hasattr(task, "answer") else "dissent"
