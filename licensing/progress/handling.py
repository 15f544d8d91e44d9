"""What the departments do: steps side by side told as one, uncounted procedures told apart (Art. 45)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.progress.chapters import DONE, NEXT, NOW, PAUSE, Chapter, by_day, listed_once, on_day
from licensing.progress.reading import Progress
from workdays import words
from workdays.days import local_day
from workflow.graphs import Graph, Node
from workflow.models import Pause, Task
from workflow.states import SETTLED, TaskState
from workflow.steps import DECIDING, OUTSIDE_THE_CLOCKS

TOLD_APART = OUTSIDE_THE_CLOCKS | DECIDING


def handling(progress: Progress) -> Iterator[Chapter]:
    """The stages between acceptance and decision, in their order; none before acceptance."""
    if progress.case.accepted_on is None:
        return
    graph = progress.file.dossier.graph
    for codes in stages(graph):
        yield from _stage(progress, [graph.nodes[code] for code in codes])
    yield from _extended(progress)


def stages(graph: Graph) -> list[list[str]]:
    """The steps the applicant is told of, those that wait for the same steps together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for code, node in graph.nodes.items():
        if node.kind not in TOLD_APART and not graph.is_after_decision(code):
            found.setdefault(node.before, []).append(code)
    return list(found.values())


def _stage(progress: Progress, nodes: list[Node]) -> Iterator[Chapter]:
    tasks = [progress.newest[node.code] for node in nodes if node.code in progress.newest]
    told = [task for task in tasks if task.state not in (TaskState.SKIPPED, TaskState.CANCELLED)]
    pauses = [pause for pause in progress.file.pauses if pause.task_id in {task.pk for task in tasks}]
    if told and not (pauses and all(not node.counts for node in nodes)):
        yield _told(progress, nodes, told)
    for pause in pauses:
        yield _paused(progress, pause, _name_of(progress, pause))


def _told(progress: Progress, nodes: list[Node], tasks: list[Task]) -> Chapter:
    done = [task for task in tasks if task.state in SETTLED]
    title = _title(nodes, tasks)
    if len(done) == len(tasks):
        last = max((local_day(task.done_at) for task in done if task.done_at), default=None)
        said = _("已完成：%(units)s") % {"units": _units(done)}
        return Chapter(DONE, title, on_day(last, progress.today), said)
    if any(task.state == TaskState.OPEN for task in tasks):
        return _now(progress, title, tasks, done)
    return Chapter(NEXT, title, words=_uncounted(nodes) or _units(tasks))


def _now(progress: Progress, title: str, tasks: list[Task], done: list[Task]) -> Chapter:
    left = [task for task in tasks if task not in done]
    due = max((task.due_on for task in left if task.due_on), default=None)
    late = due is not None and due < progress.today
    said = _("轮到：%(units)s") % {"units": _units(left)}
    if done:
        said += _("；已完成：%(units)s") % {"units": _units(done)}
    when = (
        _("本环节应于 %(day)s 完成") % {"day": on_day(due, progress.today)}
        if late
        else by_day(due, progress.today)
    )
    return Chapter(NOW, title, when, said, provisional=progress.is_provisional(due), is_today=True)


def _title(nodes: list[Node], tasks: list[Task]) -> str:
    if len(tasks) == 1:
        return next(node.wording for node in nodes if node.id == tasks[0].step_id)
    n = len(tasks)
    return ngettext("%(n)d 个部门同时审查", "%(n)d 个部门同时审查", n) % {"n": n}


def _units(tasks: list[Task]) -> str:
    return listed_once([task.unit.title() for task in tasks if task.unit])


def _uncounted(nodes: list[Node]) -> str:
    return "" if any(node.counts for node in nodes) else _("这段时间不计入时限，事先书面告诉您需要多久。")


def _name_of(progress: Progress, pause: Pause) -> str:
    """The procedure by its step's name, a pause in another step by its ground."""
    dossier = progress.file.dossier
    node = dossier.node(dossier.task(pause.task_id))
    return node.wording if node and not node.counts else str(pause.get_ground_display())


def _paused(progress: Progress, pause: Pause, name: str) -> Chapter:
    days = ngettext("事先告诉您需要 %(n)d 天。", "事先告诉您需要 %(n)d 天。", pause.expected_days)
    told = days % {"n": pause.expected_days}
    if pause.last_on is not None:
        n = (pause.last_on - pause.first_on).days + 1
        title = ngettext("%(name)s，这 %(n)d 天不计入时限", "%(name)s，这 %(n)d 天不计入时限", n)
        said = words.span(pause.first_on, pause.last_on)
        return Chapter(PAUSE, title % {"name": name, "n": n}, said, told, pause.notice)
    until = pause.expected_on
    title = _("%(name)s，这段时间不计入时限") % {"name": name}
    when = _("%(day)s起") % {"day": on_day(pause.first_on, progress.today)}
    said = f"{told}{_('预计到 %(day)s。') % {'day': on_day(until, progress.today)}}"
    return Chapter(PAUSE, title, when, said, pause.notice, is_today=True)


def _extended(progress: Progress) -> Iterator[Chapter]:
    extension = progress.file.extension
    if extension is None:
        return
    days = words.number_of_days(extension.days)
    title = _("经批准，时限延长 %(days)s") % {"days": days}
    said = _("理由：%(reason)s") % {"reason": extension.reason}
    yield Chapter(DONE, title, on_day(extension.on, progress.today), said)
