"""The green channel as licensing uses it."""

from __future__ import annotations

from datetime import date

from parties.models import Entitlement, Party


def entitlement_of(party: Party, on: date) -> Entitlement | None:
    """The party's entitlement of that day with the shortest promise."""
    return Entitlement.objects.in_force(party, on).order_by("promise_factor", "pk").first()
