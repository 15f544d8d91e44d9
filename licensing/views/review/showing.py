"""What the pages of a task show beside its form: the case's head, answers, materials, papers, opinions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.uploads import ACCEPT, ALLOWED, LARGEST
from licensing.actions.own_special import RIGHT
from licensing.case_file.materials import answers_of, materials_of, shown_files
from licensing.case_file.opinions import Opinion, opinions_of, shown_to
from licensing.case_file.papers import papers_of
from licensing.pages import may_begin
from licensing.slots import opinion_slot
from licensing.views.review.work import Work
from records.languages import in_language, listed
from workflow.access import may
from workflow.inbox import Filters, Tab, places
from workflow.states import LIVE

MOST_NEIGHBOURS = 100


def shown(work: Work) -> dict[str, Any]:
    """What every page of a task shows."""
    task = work.task
    return {
        "work": work,
        "task": task,
        "case": task.case,
        "application": work.application,
        "step_title": task.wording,
        "unit": task.unit.title() if task.unit else "",
        "may_consult": may(work.reader, "task.consult", task, on=work.today),
        "may_reassign": may(work.reader, "task.reassign", task, on=work.today),
        "may_pause": may(work.reader, RIGHT, task, on=work.today) and may_begin(work.file, task),
        "answers": answers_of(work.record),
        "materials": materials_of(work.record),
        "papers": papers_of(work.record),
        "points": points_of(work),
        "upload": upload_of(work),
        **neighbours(work),
    }


def others_of(work: Work) -> list[Opinion]:
    """The other departments' parts, as far as this reader may see them."""
    opinions = shown_to(opinions_of(work.record), work.stand)
    begun = (opinion for opinion in opinions if opinion.is_done or opinion.task.is_open)
    return [opinion for opinion in begun if opinion.task.pk != work.task.pk]


def points_of(work: Work) -> list[tuple[str, str]]:
    """What the law has the reviewer look at: the item's conditions, each with its text."""
    bases = {basis.key: basis.title_in_words() for basis in work.record.bases}
    conditions = work.application.item_version.conditions
    return [(in_language(each["text"], each["text_en"]), bases.get(each["basis"], "")) for each in conditions]


def bases_of(work: Work) -> list[str]:
    """The legal texts a condition may stand on, as offered while one types."""
    return [str(basis) for basis in work.record.bases]


def upload_of(work: Work) -> dict[str, Any]:
    """The attachments of this task's own part, each with the way to take it back."""
    files = work.record.files_in(opinion_slot(work.task))
    lines = shown_files(files)
    for line, file in zip(lines, files, strict=True):
        line["remove_url"] = reverse("task_detach", args=[work.task.pk, file.pk])
    hint = _("%(kinds)s；每份 %(most)d MB 以内；可以粘贴截图") % {
        "kinds": ALLOWED,
        "most": LARGEST // 1024 // 1024,
    }
    return {"files": lines, "accept": ACCEPT, "hint": hint}


def following_of(work: Work) -> dict[str, str]:
    """What this result sets in motion: the steps that open now, or whom they still wait for."""
    node, graph, newest = work.node, work.file.dossier.graph, work.file.dossier.newest()
    if node is None:
        return {}
    opens: list[str] = []
    waits: list[str] = []
    for code in graph.after[node.code]:
        others = [c for c in graph.nodes[code].before if c != node.code and newest[c].state in LIVE]
        (waits if others else opens).append(graph.nodes[code].wording)
    return {"opens": listed(opens), "waits": listed(waits)}


def neighbours(work: Work) -> dict[str, Any]:
    """One's open tasks of this kind in the order of the inbox: which this is, the one before and after."""
    kind = work.task.step.kind if work.task.step else ""
    found = places(work.stand, (Tab.MINE, Tab.POOL), filters=Filters(step=kind), size=MOST_NEIGHBOURS)
    if work.task.pk not in found:
        return {}
    at = found.index(work.task.pk)
    return {
        "place": at + 1,
        "number": len(found),
        "before_pk": found[at - 1] if at else None,
        "after_pk": found[at + 1] if at + 1 < len(found) else None,
    }
