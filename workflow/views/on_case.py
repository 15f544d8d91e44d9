"""Acts on a case as a whole that every kind of case shares: ending it, its first person, its priority."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from records.refusals import LegalRefusal
from workflow import actions
from workflow.access import may
from workflow.dossier import Dossier, dossier_of
from workflow.forms import CaseForm, HandOverForm, PriorityForm, TerminateForm
from workflow.models import Case
from workflow.refusals import AlreadyDoneError
from workflow.views.reading import me, staff_standing, today


@dataclass(frozen=True)
class CaseAct:
    """An act with a page of its own: who may, what is asked, what comes of it, how it is done."""

    may: str
    form: type[CaseForm]
    title: Promise
    consequence: Promise
    perform: Callable[..., Case]


ACTS = {
    "terminate": CaseAct(
        "case.terminate",
        TerminateForm,
        pgettext_lazy("act", "终止办理"),
        gettext_lazy(
            "案件随即办结，没办完的任务全部取消，申请人收到通知和理由。不能恢复；需要时只能重新申请。"
        ),
        actions.terminate,
    ),
    "hand_over": CaseAct(
        "case.hand_over",
        HandOverForm,
        gettext_lazy("移交首问责任"),
        gettext_lazy(
            "以后由受移交人对这件案子负首问责任，进度、解释都找他；任务和时限不变。受移交人收到通知。"
        ),
        actions.hand_over,
    ),
    "prioritise": CaseAct(
        "case.prioritise",
        PriorityForm,
        gettext_lazy("调整优先级"),
        gettext_lazy("在每个经办人的待办里随即上移或者下移；承诺和法定时限不变，也不减免任何条件。"),
        actions.prioritise,
    ),
}


@require_http_methods(["GET", "POST"])
@login_required
def act_on_case(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """The page of one act on one case; a case or an act that is not one's own is not there."""
    wanted, dossier = ACTS[act], _dossier(request, number, ACTS[act])
    form = wanted.form(request.POST or None, dossier=dossier, on=today())
    status = 200
    if request.method == "POST":
        status = _perform(request, wanted, dossier.case, form)
        if status == 303:
            messages.success(
                request, _("已办：%(act)s（%(number)s）。") % {"act": wanted.title, "number": number}
            )
            return redirect("case", number)
    context = {"case": dossier.case, "form": form, "act": wanted}
    return render(request, "workflow/act_on_case.html", context, status=status)


def _dossier(request: HttpRequest, number: str, act: CaseAct) -> Dossier:
    staff_standing(request)
    visible = Case.objects.visible_to(me(request), today())
    case = get_object_or_404(visible.select_related("process", "party", "responsible"), number=number)
    if not may(me(request), act.may, case, on=today()):
        raise Http404
    return dossier_of(case)


def _perform(request: HttpRequest, act: CaseAct, case: Case, form: CaseForm) -> int:
    """303 if the act was done; else the form says why not (422), or who was first (409)."""
    if not form.is_valid():
        return 422
    try:
        act.perform(case.pk, by=me(request), at=timezone.now(), **form.cleaned_data)
    except LegalRefusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return 409 if isinstance(refusal, AlreadyDoneError) else 422
    return 303
