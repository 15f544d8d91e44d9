"""Acts of an overseer on a task: urge it, leave a note; and what may be done with a row."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from oversight.actions import leave_note, urge
from oversight.forms import NoteForm
from oversight.models import Prompt
from oversight.reading import overseer
from records.refusals import LegalRefusal
from workflow.models import Task

MOST_AT_ONCE = 200


@require_POST
@login_required
def urge_tasks(request: HttpRequest) -> HttpResponse:
    """Urge one task or several; each is an act of its own, and what was refused is said."""
    person, urged, refused = overseer(request), list[Prompt](), set()
    for number in request.POST.getlist("task")[:MOST_AT_ONCE]:
        try:
            urged.append(urge(_number(number), by=person, at=timezone.now()))
        except (LegalRefusal, Http404) as refusal:
            refused.add(str(refusal))
    if urged:
        messages.success(request, _said(urged))
    for words in sorted(refused):
        messages.error(request, words)
    return _back(request)


@require_http_methods(["GET", "POST"])
@login_required
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to the unit and the person who hold a task."""
    person = overseer(request)
    related = ("case", "unit", "assignee")
    task = get_object_or_404(Task.objects.open().select_related(*related), pk=pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_note(task.pk, words=form.cleaned_data["words"], by=person, at=timezone.now())
        except LegalRefusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("提示已送达经办人和单位负责人，并记入留痕。"))
            return redirect("case", task.case.number)
    status = 422 if request.method == "POST" else 200
    return render(request, "oversight/note.html", {"task": task, "form": form}, status=status)


def _said(urged: list[Prompt]) -> str:
    """How many were urged and who was told: the person, or where nobody has claimed it all who may."""
    done, pooled = len(urged), sum(prompt.person_id is None for prompt in urged)
    if not pooled:
        said = ngettext("已催办 %(n)d 件，经办人已收到通知。", "已催办 %(n)d 件，经办人已收到通知。", done)
    elif pooled == done:
        said = ngettext(
            "已催办 %(n)d 件，待认领，已通知可认领的人员和单位负责人。",
            "已催办 %(n)d 件，待认领，已通知可认领的人员和单位负责人。",
            done,
        )
    else:
        said = _("已催办 %(n)d 件，已通知经办人；其中 %(m)d 件待认领，已通知可认领的人员和单位负责人。")
    return said % {"n": done, "m": pooled}


def _number(given: str) -> int:
    """What a database takes for an id; 0, which nothing has, for anything else."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0


def _back(request: HttpRequest) -> HttpResponse:
    """Where the button stood, if that is a page of ours."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return redirect(came_from if is_ours else "supervise")
