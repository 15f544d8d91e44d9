"""Barring a party from an item, lifting a bar, opening the green channel, keeping the quality archive."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organization.models import Person
from parties import favours
from parties.access import may
from parties.actions.lines import keep, tell
from parties.models import Bar, Entitlement, EntitlementGround, Party, QualityKind, QualityRecord
from parties.naming import cleaned
from parties.refusals import PartyRefusal
from workdays.days import local_day


@transaction.atomic
def bar(
    party: Party,
    *,
    item_code: str,
    ground: str,
    article: str,
    decision_no: str,
    first_on: date,
    last_on: date,
    by: Person,
    at: datetime,
) -> Bar:
    """The party may not apply for this one item until last_on (Art. 78: 1 year, Art. 79: 3 years)."""
    _check(by, "party.bar", at)
    made = Bar(party=party, item_code=item_code, ground=cleaned(ground), article=cleaned(article))
    made.decision_no, made.first_on, made.last_on = cleaned(decision_no), first_on, last_on
    keep(made)
    tell(
        party,
        "party.barred",
        by=by,
        at=at,
        bar_id=made.pk,
        item=item_code,
        ground=made.ground,
        article=made.article,
        decision_no=made.decision_no,
        first_on=first_on,
        last_on=last_on,
    )
    return made


@transaction.atomic
def lift(barring: Bar, *, reason: str, by: Person, at: datetime) -> Bar:
    """The bar holds no longer from today on, because its decision did not stand."""
    _check(by, "party.bar", at)
    if not cleaned(reason):
        raise PartyRefusal("bar.lifted_without_reason", _("解除限制应写明理由。"), field="reason")
    barring.lifted_on, barring.lifted_reason = local_day(at), cleaned(reason)
    rows = Bar.objects.filter(pk=barring.pk, lifted_on__isnull=True)
    if not rows.update(lifted_on=barring.lifted_on, lifted_reason=barring.lifted_reason):
        raise PartyRefusal("bar.lifted_already", _("该限制已经解除。"))
    tell(barring.party, "party.bar_lifted", by=by, at=at, bar_id=barring.pk, reason=barring.lifted_reason)
    return barring


@transaction.atomic
def entitle(
    party: Party,
    *,
    ground: EntitlementGround,
    reason: str,
    nominated_by: Person,
    first_on: date,
    by: Person,
    at: datetime,
    last_on: date | None = None,
    promise_factor: Decimal = Decimal("0.5"),
) -> Entitlement:
    """The party uses the green channel on those days; `by` approves what another nominated."""
    _check(by, "party.entitle", at)
    if by.pk == nominated_by.pk:
        raise PartyRefusal(
            "green.own_nomination", _("绿色通道资格须由提名人以外的人批准。"), field="nominated_by"
        )
    made = Entitlement(party=party, ground=ground, reason=cleaned(reason), first_on=first_on, last_on=last_on)
    made.nominated_by, made.approved_by, made.promise_factor = nominated_by, by, promise_factor
    keep(made)
    tell(
        party,
        "party.entitled",
        by=by,
        at=at,
        entitlement_id=made.pk,
        ground=ground,
        reason=made.reason,
        nominated_by=nominated_by.pk,
        first_on=first_on,
        last_on=last_on,
        promise_factor=promise_factor,
    )
    favours.changed(party, at)
    return made


@transaction.atomic
def end_entitlement(entitlement: Entitlement, *, reason: str, by: Person, at: datetime) -> Entitlement:
    """Today is its last day, or it never begins: what was pinned stays, priority goes with it (DOMAIN 5)."""
    _check(by, "party.entitle", at)
    if not cleaned(reason):
        raise PartyRefusal("green.ended_without_reason", _("终止资格应写明理由。"), field="reason")
    last_on = max(local_day(at), entitlement.first_on)
    rows = Entitlement.objects.filter(pk=entitlement.pk)
    if not rows.filter(Q(last_on__isnull=True) | Q(last_on__gt=last_on)).update(last_on=last_on):
        raise PartyRefusal("green.ended_already", _("该资格已经终止或者到期。"))
    entitlement.last_on = last_on
    tell(
        entitlement.party,
        "party.entitlement_ended",
        by=by,
        at=at,
        entitlement_id=entitlement.pk,
        ground=entitlement.ground,
        last_on=last_on,
        reason=cleaned(reason),
    )
    favours.changed(entitlement.party, at)
    return entitlement


@transaction.atomic
def add_quality_record(
    party: Party, *, kind: QualityKind, title: str, on: date, source: str, by: Person | None, at: datetime
) -> QualityRecord:
    """A line of the party's quality archive, with its source."""
    made = QualityRecord(party=party, kind=kind, title=cleaned(title), on=on, source=cleaned(source))
    keep(made)
    tell(
        party, "party.quality_recorded", by=by, at=at, kind=kind, title=made.title, on=on, source=made.source
    )
    return made


def _check(by: Person, act: str, at: datetime) -> None:
    if not may(by, act, on=local_day(at)):
        raise PermissionDenied(act)
