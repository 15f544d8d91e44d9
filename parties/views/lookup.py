"""The candidates of the picker at intake: type a code, a part of the name or initials."""

from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from organization.views.doorkeeping import person_of
from parties.models import Bar, Entitlement, Party
from parties.views.doorkeeping import only
from records.languages import listed
from workdays.days import local_day

CANDIDATES = 8


@require_GET
@only("party.list")
def lookup(request: HttpRequest) -> HttpResponseBase:
    """The few parties that fit what was typed so far, with what bars and favours them today."""
    typed, today = _typed(request), local_day(timezone.now())
    found: list[Party] = []
    if typed.strip():
        seen = Party.objects.visible_to(person_of(request), on=today).search(typed)
        found = list(seen.select_related("district").order_by("pinyin_initials", "pk")[:CANDIDATES])
    context = {"options": _options(found, today), "list": request.GET.get("list", "")}
    return render(request, "parts/picker_options.html", context)


def _typed(request: HttpRequest) -> str:
    """What was typed: a picker sends it under the name of its own field."""
    words = [value for name, value in request.GET.items() if name == "q" or name.endswith("_words")]
    return str(next(iter(words), ""))


def _options(found: list[Party], today: date) -> list[dict[str, object]]:
    favoured = set(Entitlement.objects.holding(today).filter(party__in=found).values_list("party", flat=True))
    barred = set(Bar.objects.running(today).filter(party__in=found).values_list("party", flat=True))
    marks = ((_("绿色通道"), favoured), (_("有限制申请"), barred))
    return [
        {
            "value": party.pk,
            "title": party.name,
            "sub": " · ".join(filter(None, (party.code, party.district.title(), party.legal_representative))),
            "note": listed(words for words, marked in marks if party.pk in marked),
        }
        for party in found
    ]
