"""The bureau's decisions, for everybody to read (Art. 40); persons are not named, secrets left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from licensing.models import Decision, ItemVersion
from licensing.models.results import DecisionQuerySet
from licensing.states import DecisionKind
from licensing.views.public.addresses import changed, count_words
from organization.models import Function
from parties.exports import as_csv
from parties.identifiers import masked_name
from parties.models import Party

PAGE = 30
KINDS = {
    DecisionKind.GRANTED.value: DecisionKind.GRANTED.label,
    DecisionKind.DENIED.value: DecisionKind.DENIED.label,
}


@require_safe
def decisions(request: HttpRequest) -> HttpResponseBase:
    """Newest first, keyset pages; words, kind, function and days narrow; as a file with `?as=csv`."""
    found = _narrowed(request)
    if request.GET.get("as") == "csv":
        return as_csv(_("行政许可决定"), _head(), _rows(found.order_by("-decided_on", "-id")))
    rows = list(_after(found, request.GET.get("after", "")).order_by("-decided_on", "-id")[: PAGE + 1])
    context = {
        "rows": [(decision, applicant(decision)) for decision in rows[:PAGE]],
        "kinds": KINDS.items(),
        "functions": Function.choices,
        "asked": {
            name: request.GET.get(name, "")[:100] for name in ("q", "kind", "function", "since", "until")
        },
        "count_words": count_words(found),
        "first_url": changed(request, after="") if "after" in request.GET else "",
        "next_url": changed(request, after=_place(rows[PAGE - 1])) if len(rows) > PAGE else "",
        "csv_url": changed(request, after="", **{"as": "csv"}),
    }
    return render(request, "licensing/public/decisions.html", context)


def applicant(decision: Decision) -> str:
    """Who asked: an enterprise by its name, a person masked."""
    party = decision.application.case.party
    return masked_name(party.name) if party.is_person else party.title()


def _narrowed(request: HttpRequest) -> DecisionQuerySet:
    found = Decision.objects.public().select_related("application__item_version__item")
    asked = request.GET
    if asked.get("kind") in KINDS:
        found = found.filter(kind=asked["kind"])
    if asked.get("function") in Function.values:
        found = found.filter(application__item_version__function=asked["function"])
    for name, condition in (("since", "decided_on__gte"), ("until", "decided_on__lte")):
        on = _day(asked.get(name, ""))
        if on is not None:
            found = found.filter(**{condition: on})
    words = asked.get("q", "").strip()[:100]
    return found.filter(_named(words)) if words else found


def _named(words: str) -> Q:
    """By the number of the document, the item, or an enterprise; a person cannot be looked for by name."""
    firms = Party.objects.enterprises().search(words).values("pk")
    items = ItemVersion.objects.filter(Q(name__icontains=words) | Q(name_en__icontains=words)).values("pk")
    return (
        Q(document__number__icontains=words)
        | Q(application__item_version__in=items)
        | Q(application__case__party__in=firms)
    )


def _after(found: DecisionQuerySet, place: str) -> DecisionQuerySet:
    day, _sep, number = place.partition("_")
    on = _day(day)
    if on is None or not number.isdecimal():
        return found
    last = int(number[:18])
    return found.filter(Q(decided_on__lt=on) | Q(decided_on=on, pk__lt=last))


def _place(decision: Decision) -> str:
    return f"{decision.decided_on.isoformat()}_{decision.pk}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _head() -> list[str]:
    return [_("决定日期"), _("文号"), _("事项"), _("申请人"), _("决定")]


def _rows(found: DecisionQuerySet) -> Iterator[list[object]]:
    for decision in found.iterator(chunk_size=500):
        yield [
            decision.decided_on,
            decision.document.number if decision.document else "",
            decision.application.item_version.title,
            applicant(decision),
            decision.get_kind_display(),
        ]
