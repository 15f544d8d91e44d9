"""What licensing shows of a case: opinions, materials, answers, correction, papers, fee, chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from licensing.access import may as may_at_the_window
from licensing.case_file import record_of
from licensing.case_file.materials import answers_of, correction_of, materials_of, shown_files
from licensing.case_file.opinions import is_outsider, opinions_of, shown_to
from licensing.case_file.papers import papers_of
from licensing.case_file.responsibility import chain_of
from licensing.letters import free_of_charge
from licensing.verdicts import Verdict
from organization.access import standing
from organization.models import Person
from workflow.access import may
from workflow.models import Case
from workflow.registry import CasePanel
from workflow.states import TaskState

Facts = Mapping[str, Any]
UNSEEN = (TaskState.SKIPPED, TaskState.CANCELLED)


def opinions(case: Case, *, reader: Person, on: date) -> Facts:
    """Departments × conclusion × opinion × days, with what the reader may answer."""
    rows = shown_to(opinions_of(record_of(case, today=on)), standing(reader, on))
    done = sum(row.is_done for row in rows)
    live = [row for row in rows if row.task.state not in UNSEEN] if case.accepted_on else []
    owed = [row for row in rows if row.wants_answer]
    return {
        "is_plain": True,
        "rows": live,
        "note": f"{done} / {len(live)}" if case.accepted_on else "",
        "answers": [row for row in owed if may(reader, "task.answer_dissent", row.task, on=on)],
        "owed": len(owed),
        "is_outsider": is_outsider(standing(reader, on)),
    }


def materials(case: Case, *, reader: Person, on: date) -> Facts:
    """The materials with their verdicts and files."""
    rows = materials_of(record_of(case, today=on))
    note = ngettext("%(n)d 份", "%(n)d 份", len(rows)) % {"n": len(rows)}
    if case.accepted_on is not None:
        note = _("%(note)s；受理后不得再要求补正") % {"note": note}
    shown = [(row, shown_files(row.files)) for row in rows]
    return {"is_plain": True, "rows": shown, "note": note, "promises_url": _promises_url(case, reader, on)}


def _promises_url(case: Case, reader: Person, on: date) -> str:
    """Where the window takes in what was promised; empty for others, and where nothing was."""
    promised = any(each.verdict == Verdict.PROMISED for each in record_of(case, today=on).verdicts)
    is_clerk = promised and may_at_the_window(reader, "promise.receive", on=on)
    return reverse("window_promises", args=[case.number]) if is_clerk else ""


def answers(case: Case, *, reader: Person, on: date) -> Facts:
    """What the applicant filled in."""
    return {"answers": answers_of(record_of(case, today=on)), "is_plain": False}


def correction(case: Case, *, reader: Person, on: date) -> Facts:
    """The one correction."""
    story = correction_of(record_of(case, today=on))
    note = story.number if story else ""
    return {"is_plain": True, "story": story, "note": note, "number": case.number}


def papers(case: Case, *, reader: Person, on: date) -> Facts:
    """The documents issued so far."""
    found = papers_of(record_of(case, today=on))
    return {"is_plain": False, "papers": found, "note": str(len(found)) if found else ""}


def fee(case: Case, *, reader: Person, on: date) -> Facts:
    """Why nothing is charged."""
    return {"is_plain": False, "words": free_of_charge()}


def responsibility(case: Case, *, reader: Person, on: date) -> Facts:
    """Who answers for what."""
    return {"is_plain": False, "links": chain_of(record_of(case, today=on))}


def _is_ours(_person: Person, case: Case, on: date) -> bool:
    return record_of(case, today=on).application is not None


def _was_corrected(person: Person, case: Case, on: date) -> bool:
    return _is_ours(person, case, on) and correction_of(record_of(case, today=on)) is not None


def _is_staff(person: Person, case: Case, on: date) -> bool:
    """The bureau's own chain is no outside authority's business."""
    return _is_ours(person, case, on) and not is_outsider(standing(person, on))


PANELS = (
    CasePanel(
        "opinions", gettext_lazy("各处意见"), "licensing/panels/opinions.html", opinions, _is_ours, order=10
    ),
    CasePanel(
        "materials", gettext_lazy("材料"), "licensing/panels/materials.html", materials, _is_ours, order=20
    ),
    CasePanel(
        "answers", gettext_lazy("申请内容"), "licensing/panels/answers.html", answers, _is_ours, order=30
    ),
    CasePanel(
        "correction",
        gettext_lazy("补正"),
        "licensing/panels/correction.html",
        correction,
        _was_corrected,
        order=40,
    ),
    CasePanel(
        "papers",
        gettext_lazy("文书"),
        "licensing/panels/papers.html",
        papers,
        _is_ours,
        is_aside=True,
        order=20,
    ),
    CasePanel(
        "fee", gettext_lazy("收费"), "licensing/panels/fee.html", fee, _is_ours, is_aside=True, order=30
    ),
    CasePanel(
        "chain",
        gettext_lazy("责任链"),
        "licensing/panels/chain.html",
        responsibility,
        _is_staff,
        is_aside=True,
        order=40,
    ),
)
