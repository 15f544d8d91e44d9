"""The green channel gained or lost while cases run: priority follows, the pinned promise never does."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from licensing.models import Application
from licensing.models.applications import ApplicationQuerySet
from parties.models import Entitlement, Party
from workdays.days import local_day
from workflow.actions import prioritise
from workflow.states import CaseState
from workflow.steps import Priority


def follow_entitlements(party: Party, at: datetime) -> int:
    """The open cases of a party stand where its entitlements of today put them; how many moved.

    An entitlement that begins raises them once; when none holds any more, those it raised go back.
    """
    today = local_day(at)
    begun = Entitlement.objects.to_follow(today).filter(party=party).order_by("promise_factor", "pk")
    raised = [_raise(entitlement, today, at) for entitlement in begun]
    return sum(raised) + sum(_lower(one, at) for one in lapsed(today).filter(case__party=party))


def lapsed(on: date) -> ApplicationQuerySet:
    """Open applications that stand in front by a green channel their party no longer has."""
    held = Entitlement.objects.holding(on).filter(party=OuterRef("case__party"))
    green = Application.objects.filter(case__state=CaseState.OPEN, case__priority=Priority.GREEN)
    return green.filter(~Exists(held), entitlement__isnull=False).select_related("case").order_by("pk")


@transaction.atomic
def _raise(entitlement: Entitlement, today: date, at: datetime) -> int:
    """Whoever else follows the same entitlement at the same time finds the day noted."""
    if not Entitlement.objects.filter(pk=entitlement.pk, followed_on__isnull=True).update(followed_on=today):
        return 0
    ordinary = Application.objects.filter(
        case__party=entitlement.party_id, case__state=CaseState.OPEN, case__priority=Priority.NORMAL
    )
    numbers = list(ordinary.order_by("pk").values_list("pk", "case_id"))
    reason = _("绿色通道资格生效：{ground}").format(ground=entitlement.get_ground_display())
    for pk, case_id in numbers:
        Application.objects.filter(pk=pk).update(entitlement=entitlement)
        prioritise(case_id, priority=Priority.GREEN, reason=reason, by=None, at=at)
    return len(numbers)


def _lower(application: Application, at: datetime) -> int:
    reason = _("绿色通道资格终止，承诺时限不变")
    prioritise(application.case_id, priority=Priority.NORMAL, reason=reason, by=None, at=at)
    return 1
