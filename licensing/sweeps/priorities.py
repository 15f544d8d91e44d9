"""Entitlements that begin or lapse by date: the priority of open cases follows (DOMAIN 5)."""

from __future__ import annotations

from datetime import datetime

from licensing.actions.priorities import follow_entitlements, lapsed
from parties.models import Entitlement, Party
from workdays.days import local_day
from workflow.sweeping import Swept


def sweep_priorities(at: datetime) -> Swept:
    """Follow every entitlement that has begun, and every one that has ended, since the last run."""
    today = local_day(at)
    begun = Entitlement.objects.to_follow(today).values("party")
    ended = lapsed(today).order_by().values("case__party")
    parties = Party.objects.filter(pk__in=begun.union(ended))
    return Swept(sum(follow_entitlements(party, at) for party in parties.order_by("pk")))
