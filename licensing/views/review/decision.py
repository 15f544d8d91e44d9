"""The decision as its signer sees it: what was checked, who said what, the letter as it will go out."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from licensing.actions import decide
from licensing.case_file.aftermath import after_signing
from licensing.case_file.checks import blocking, checks_of
from licensing.case_file.opinions import Opinion, synthesis_of, told_conditions, voices_of
from licensing.case_file.sheet import Sheet, decision_sheet
from licensing.forms.review import RETURN, DecisionForm
from licensing.states import DecisionKind
from licensing.views.review.cards import BACK, DENY, GRANT, Card
from licensing.views.review.own_desk import at_own_desk
from licensing.views.review.showing import shown
from licensing.views.review.synthesis import answering
from licensing.views.review.work import (
    DONE,
    Work,
    carry_out,
    ended,
    form_for,
    token_of,
    work_on,
)
from workflow.actions import return_to
from workflow.outcomes import Outcome
from workflow.overview import clocks_of
from workflow.steps import StepKind
from workflow.views.finished import passed_by


@require_http_methods(["GET", "POST"])
@at_own_desk
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant, deny, or give back to the drawing together."""
    work = work_on(request, pk, StepKind.DECISION)
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    voices, drawn = voices_of(work.record), synthesis_of(work.record)
    named = _conditions(voices, drawn)
    form = form_for(
        request,
        work,
        DecisionForm,
        initial=_begins_with(named, drawn),
        conditions=[text for text, _u in named],
    )
    status = 200
    if request.method == "POST":
        status = carry_out(
            request, work, form, lambda: _sign(request, work, form), names={"reason": "reasons"}
        )
        if status == DONE:
            return ended(request, work, _said(form))
    checks = checks_of(work.record, work.task)
    context = {
        "form": form,
        "cards": _cards(work),
        "voices": voices,
        "drawn": drawn,
        "tally": _tally(voices),
        "conditions": _ticked(form, named),
        "checks": checks,
        "blocking": blocking(checks),
        "clocks": clocks_of(work.file),
        "sheet": _sheet(work, form),
        "stones": after_signing(work.record),
        **answering(work),
    }
    return render(request, "licensing/review/decision.html", {**shown(work), **context}, status=status)


@require_POST
@login_required
def decision_sheet_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter with what is chosen and typed now; takes no number."""
    work = work_on(request, pk, StepKind.DECISION)
    named = _conditions(voices_of(work.record), synthesis_of(work.record))
    form = DecisionForm(request.POST, conditions=[text for text, _unit in named])
    return render(request, "licensing/review/sheet.html", {"sheet": _sheet(work, form)})


def return_step(work: Work) -> str:
    """The drawing together before this decision; empty where the process has none."""
    graph, node = work.file.dossier.graph, work.node
    before = graph.ancestors[node.code] if node else frozenset()
    kinds = {code: graph.nodes[code].kind for code in graph.nodes if code in before}
    return next((code for code, kind in kinds.items() if kind == StepKind.SYNTHESIS), "")


def _sign(request: HttpRequest, work: Work, form: DecisionForm) -> object:
    given, at = form.cleaned_data, timezone.now()
    if given["kind"] == RETURN:
        step = return_step(work)
        return return_to(work.task.pk, step=step, reason=given["reasons"], by=work.reader, at=at)
    return decide(
        work.task.pk,
        DecisionKind(given["kind"]),
        reasons=given["reasons"],
        conditions=given["conditions"],
        is_confidential=given["is_confidential"],
        by=work.reader,
        at=at,
        token=token_of(request),
    )


def _said(form: DecisionForm) -> str:
    if form.cleaned_data["kind"] == RETURN:
        return _("已退回综合审定。")
    return _("决定已签发，文书已取号。")


def _conditions(voices: Sequence[Opinion], drawn: Opinion | None) -> list[tuple[str, str]]:
    """Every condition somebody named, the lead's first."""
    return told_conditions([*([drawn] if drawn else []), *voices])


def _begins_with(named: Sequence[tuple[str, str]], drawn: Opinion | None) -> dict[str, object]:
    """What the lead recommends; of the conditions those the lead merged, else all."""
    denies = drawn is not None and drawn.task.outcome == Outcome.FAILED
    merged = drawn.conditions if drawn else []
    return {
        "kind": DecisionKind.DENIED if denies else DecisionKind.GRANTED,
        "conditions": merged or [text for text, _unit in named],
    }


def _ticked(form: DecisionForm, named: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    chosen = set(form["conditions"].value() or ())
    return [{"text": text, "unit": unit, "is_on": text in chosen} for text, unit in named]


def _cards(work: Work) -> list[Card]:
    return [GRANT, DENY, BACK] if return_step(work) else [GRANT, DENY]


def _tally(voices: Sequence[Opinion]) -> list[tuple[str, int]]:
    """How many came to which conclusion."""
    found: dict[str, int] = {}
    for voice in voices:
        found[voice.words] = found.get(voice.words, 0) + 1
    return list(found.items())


def _sheet(work: Work, form: DecisionForm) -> Sheet:
    kind = form["kind"].value()
    return decision_sheet(
        work.application,
        DecisionKind.DENIED if kind == DecisionKind.DENIED else DecisionKind.GRANTED,
        reasons=str(form["reasons"].value() or "") if kind != RETURN else "",
        conditions=[str(text) for text in form["conditions"].value() or ()],
        on=work.today,
        calendar=work.file.calendar,
    )
