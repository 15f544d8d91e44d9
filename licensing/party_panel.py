"""What licensing adds to the card of a party: its licences, and the applications the reader may see."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from licensing.models import Application, Licence
from organization.models import Person
from parties.models import Party
from parties.panels import PartyPanel
from workdays.days import local_day

SHOWN = 20


def dealings_of(party: Party, person: Person) -> dict[str, Any]:
    """The newest licences, and the newest applications whose cases the reader sees."""
    on = local_day(timezone.now())
    licences = Licence.objects.filter(party=party).select_related("item_version", "document")
    seen = Application.objects.seen_by(person, on).filter(case__party=party)
    return {
        "licences": licences.order_by("-issued_on", "-pk")[:SHOWN],
        "applications": seen.select_related("case", "item_version").order_by("-pk")[:SHOWN],
    }


PANEL = PartyPanel("dealings", _("证书与申请"), "licensing/window/party_panel.html", dealings_of, order=20)
