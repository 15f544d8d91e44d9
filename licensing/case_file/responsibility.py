"""Who answers for a case (责任链): first asked, lead, whose turn, who signs, and who heads each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from licensing.case_file.record import Record
from licensing.models import Application
from organization.models import Post, Role
from records.languages import listed
from workflow.graphs import Node
from workflow.models import Task
from workflow.states import TaskState

SIGNERS = (Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN, Role.GOVERNMENT_HEAD)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: what for, who, and under whom."""

    title: str
    who: str
    head: str = ""


def chain_of(record: Record) -> list[Link]:
    """The chain as it stands today (one statement)."""
    application = record.application
    if application is None:
        return []
    turn = [task for task in record.dossier.tasks if task.state == TaskState.OPEN]
    posts = _posts(record, application, turn)
    responsible = record.case.responsible
    return [
        Link(_("首问"), responsible.title() if responsible else "—"),
        _lead(application, posts),
        *_turns(turn, posts),
        *_signing(record, posts),
    ]


def _posts(record: Record, application: Application, turn: Iterable[Task]) -> list[Post]:
    units = {task.unit_id for task in turn if task.unit_id} | {application.item_version.lead_unit_id}
    wanted = Q(role=Role.SECTION_HEAD, unit__in=units) | Q(role__in=SIGNERS)
    found = Post.objects.on(record.today).filter(wanted, person__is_active=True)
    return list(found.select_related("person", "unit").order_by("first_on", "pk"))


def _head(posts: Iterable[Post], unit_id: int | None) -> str:
    heads = (post for post in posts if post.role == Role.SECTION_HEAD and post.unit_id == unit_id)
    return next((post.person.title() for post in heads), "")


def _lead(application: Application, posts: Iterable[Post]) -> Link:
    unit = application.item_version.lead_unit
    return Link(_("牵头"), unit.title(), _head(posts, unit.pk))


def _turns(turn: Iterable[Task], posts: Iterable[Post]) -> Iterator[Link]:
    for task in turn:
        unit = task.unit.title() if task.unit else ""
        person = task.assignee.title() if task.assignee else _("待认领")
        yield Link(_("现环节"), f"{unit} {person}".strip(), _head(posts, task.unit_id))


def _signing(record: Record, posts: Iterable[Post]) -> Iterator[Link]:
    """Who signed, or whose seat the signature waits for."""
    newest = record.dossier.newest()
    for code in record.dossier.graph.deciding:
        task, node = newest.get(code), record.dossier.graph.nodes[code]
        if task is not None and task.state in (TaskState.DONE, TaskState.WAITING):
            signed = task.done_by.title() if task.done_by else _holders(node, posts)
            yield Link(_("签批"), signed)


def _holders(node: Node, posts: Iterable[Post]) -> str:
    names = (post.person.title() for post in posts if post.role == node.role and post.unit_id == node.unit_id)
    return listed(dict.fromkeys(names)) or str(Role(node.role).label)
