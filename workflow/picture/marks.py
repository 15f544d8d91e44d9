"""What each box of a picture says: limits of a process; who, when and how of a case."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organization.models import Person
from records.languages import listed
from workdays.calendar import Calendar
from workdays.days import local_day
from workflow.dossier import Dossier
from workflow.graphs import Graph, Node
from workflow.models import Task
from workflow.obstacles import is_unanswered
from workflow.outcomes import NEGATIVE, Outcome
from workflow.picture.drawing import Mark, Words, draw
from workflow.picture.layout import Layout, lay_out, text_width
from workflow.states import TaskState


def picture_of_process(graph: Graph, *, ident: str = "process", with_style: bool = False) -> SafeString:
    """The steps of a definition with their limits; no query."""
    marks = {
        code: Mark(node.wording, _limit(node), _definition_class(node)) for code, node in graph.nodes.items()
    }
    layout = _laid_out(graph, marks)
    bands = {number: _("并联") for number in _parallel(layout)}
    words = Words(_("办理流程图"), _described(graph, marks), ident)
    return draw(layout, marks, bands, words, with_style=with_style)


def picture_of_case(
    dossier: Dossier,
    *,
    today: date,
    calendar: Calendar,
    expected: Mapping[str, str] | None = None,
    awaited: str = "",
    ident: str = "case",
    with_style: bool = False,
) -> SafeString:
    """Where a case stands: done by whom and when, open with its days left, waiting (one statement for names).

    `expected` puts a line above boxes that are still to come, for example the forecast's day; `awaited` is
    whom outside the bureau an open step waits for.
    """
    newest = dossier.newest()
    names = _names(newest.values())
    notes = expected or {}
    marks = {
        code: _mark(node, newest[code], today, calendar, names, notes.get(code, ""), awaited)
        for code, node in dossier.graph.nodes.items()
    }
    layout = _laid_out(dossier.graph, marks)
    bands = {number: _band(layout.columns[number], newest) for number in _parallel(layout)}
    words = Words(_("办理过程图"), _described(dossier.graph, marks), ident)
    return draw(layout, marks, bands, words, with_style=with_style)


def _laid_out(graph: Graph, marks: Mapping[str, Mark]) -> Layout:
    widths = {code: max(text_width(mark.title), text_width(mark.line) * 0.88) for code, mark in marks.items()}
    return lay_out(graph, widths)


def _parallel(layout: Layout) -> list[int]:
    return [number for number, column in enumerate(layout.columns) if len(column) > 1]


def _limit(node: Node) -> str:
    if not node.counts:
        return _("不计入时限")
    if node.promised_days is None:
        return ""
    days = ngettext("限 {n} 个工作日", "限 {n} 个工作日", node.promised_days)
    return days.format(n=node.promised_days)


def _definition_class(node: Node) -> str:
    return "step" if node.counts else "step uncounted"


def _described(graph: Graph, marks: Mapping[str, Mark]) -> str:
    """The picture in words: each step, what it says, what it follows."""
    parts = []
    for code, mark in marks.items():
        before = listed(marks[other].title for other in graph.nodes[code].before)
        after = _("（在{steps}之后）").format(steps=before) if before else ""
        parts.append(f"{mark.title} {mark.line}{after}".strip())
    return _("%s。") % _("；").join(parts)


def _names(tasks: Iterable[Task]) -> dict[int, str]:
    wanted: set[int] = set()
    for task in tasks:
        wanted |= {number for number in (task.done_by_id, task.assignee_id) if number}
    return {one.pk: one.title() for one in Person.objects.filter(pk__in=wanted)} if wanted else {}


def _mark(
    node: Node,
    task: Task,
    today: date,
    calendar: Calendar,
    names: Mapping[int, str],
    note: str,
    awaited: str,
) -> Mark:
    title = node.wording
    uncounted = "" if node.counts else " uncounted"
    if task.state == TaskState.DONE:
        return _done(title, task, names, uncounted)
    if task.state == TaskState.OPEN:
        said = _("等{who}").format(who=awaited) if awaited else days_left(task, today, calendar)
        line = f"● {'' if awaited else names.get(task.assignee_id or 0, '')} {said}"
        return Mark(title, " ".join(line.split()), f"now{uncounted}", note=note)
    words = {TaskState.SKIPPED: _("不经办"), TaskState.CANCELLED: _("已取消")}
    return Mark(title, words.get(TaskState(task.state)) or _limit(node), f"wait{uncounted}", note=note)


def _done(title: str, task: Task, names: Mapping[int, str], uncounted: str) -> Mark:
    when = local_day(task.done_at) if task.done_at else None
    day = f"{when.month}-{when.day}" if when else ""
    who = names.get(task.done_by_id or 0, "")
    if task.outcome in NEGATIVE:
        return _negative(title, task, day)
    kept = _("（沿用）") if task.is_kept else ""
    return Mark(title, f"✓ {who} {day}{kept}", f"done{uncounted}", "go")


def _negative(title: str, task: Task, day: str) -> Mark:
    """A dissent stands out until it is answered in writing; then it says so."""
    answer = getattr(task, "answer", None)
    if answer is not None:
        on = local_day(answer.at)
        said = _("{said}，已答复 {day}").format(said=Outcome(task.outcome).label, day=f"{on.month}-{on.day}")
        return Mark(title, f"✕ {said}", "answered", "go")
    owed = _("，待答复") if is_unanswered(task) else ""
    return Mark(title, f"✕ {Outcome(task.outcome).label} {day}{owed}", "dissent", "stop")


def days_left(task: Task, today: date, calendar: Calendar) -> str:
    """An open task's clock in words."""
    if task.due_on is None:
        return _("不计时") if task.start_on else ""
    if task.due_on < today:
        over = calendar.working_days_between(task.due_on, today)
        return _("超 {n} 个工作日").format(n=over)
    left = calendar.working_days_between(today, task.due_on)
    return _("剩余 {n} 个工作日").format(n=left) if left else _("今日到期")


def _band(codes: tuple[str, ...], newest: Mapping[str, Task]) -> str:
    back = sum(newest[code].state == TaskState.DONE for code in codes)
    return _("并联，已回 {back} / {all}").format(back=back, all=len(codes))
