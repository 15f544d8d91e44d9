"""The card of a party: who it is, who acts for it, what bars and favours it, what upper apps add."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from organization.models import Person
from organization.views.doorkeeping import person_of
from parties.access import ACTS, may
from parties.actions import end_appointment, reveal_id_number
from parties.actions.lines import subject_of
from parties.forms import RevealForm
from parties.models import Agent, Party, Representative
from parties.panels import panels_of
from parties.refusals import PartyRefusal
from parties.views.doorkeeping import only, party_for
from records.models import Event
from records.sentences import actor, tell_deed
from workdays.days import local_day

LINES = 30
APPOINTMENTS: dict[str, type[Any]] = {"agent": Agent, "representative": Representative}


@require_GET
@only("party.list")
def party(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole card."""
    shown = party_for(request, pk)
    return render(request, "parties/party.html", _card(shown, person_of(request)))


@require_POST
@never_cache
@only("party.reveal")
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The number of a person in clear, once, with a reason that is kept."""
    shown, form = party_for(request, pk), RevealForm(request.POST)
    context = _card(shown, person_of(request)) | {"reveal": form}
    if shown.is_person and form.is_valid():
        reason, by = form.cleaned_data["reason"], person_of(request)
        context["number"] = reveal_id_number(shown, reason=reason, by=by, at=timezone.now())
    return render(request, "parties/party.html", context)


@require_POST
@only("party.appoint")
def end(request: HttpRequest, pk: int, what: str, appointment: int) -> HttpResponseBase:
    """A representative or an agent acts until today and no longer."""
    shown, now = party_for(request, pk), timezone.now()
    appointed = get_object_or_404(APPOINTMENTS[what], pk=appointment, party=shown)
    try:
        end_appointment(appointed, on=local_day(now), by=person_of(request), at=now)
        messages.success(request, _("已终止，今天为最后一天。"))
    except PartyRefusal as refusal:
        messages.error(request, refusal.message)
    return redirect("party", pk=pk)


def _card(shown: Party, person: Person) -> dict[str, Any]:
    today = local_day(timezone.now())
    return {
        "party": shown,
        "today": today,
        "facts": _facts(shown),
        "representatives": shown.representatives.select_related("person").order_by("-first_on", "pk"),
        "agents": shown.agents.order_by("-first_on", "pk"),
        "bars": shown.bars.order_by("-first_on", "pk"),
        "entitlements": shown.entitlements.select_related("approved_by", "nominated_by").order_by(
            "-first_on"
        ),
        "records": shown.quality_records.order_by("-on", "pk"),
        "panels": panels_of(shown, person),
        "lines": _lines(shown),
        "acts": {act.removeprefix("party."): may(person, act) for act in ACTS},
        "reveal": RevealForm(),
    }


def _facts(shown: Party) -> list[tuple[str, str]]:
    facts = [
        (_("身份证号"), shown.id_masked),
        (_("统一社会信用代码"), shown.uscc or ""),
        (_("组织机构代码"), shown.org_code),
        (_("英文名称"), shown.name_en),
        (_("所属区划"), shown.district.title()),
        (_("地址"), shown.address),
        (_("法定代表人"), shown.legal_representative),
        (_("联系人"), shown.contact_name),
        (_("联系电话"), shown.contact_mobile),
    ]
    return [(label, value) for label, value in facts if value]


def _lines(shown: Party) -> list[dict[str, object]]:
    events = Event.objects.about(subject_of(shown)).order_by("-seq")[:LINES]
    return [
        {"seq": event.seq, "at": event.at, "who": actor(event), "words": tell_deed(event), "hash": event.hash}
        for event in events
    ]
