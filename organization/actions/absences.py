"""Record that a person is away and who acts meanwhile, and end it early."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organization.access import forget_standing
from organization.actions.keeping import keep, require
from organization.models import Absence, Person, Post, UnitKind
from records.actions import record
from records.chain import Subject


def record_absence(
    person: Person,
    *,
    deputy: Person,
    first_on: date,
    last_on: date,
    reason: str = "",
    by: Person | None,
    at: datetime,
) -> Absence:
    """Let the deputy do, in these days, what the person may; the ledger then says for whom.

    Refused (ValidationError): oneself as deputy, a deputy without a post, disabled, of another organ, or
    absent in the same days.
    """
    require("absence.record", by=by, at=at, about=person)
    absence = Absence(person=person, deputy=deputy, first_on=first_on, last_on=last_on, reason=reason)
    absence.clean_fields()
    _check_deputy(absence)
    with transaction.atomic():
        keep(absence)
        record(_subject(person), "absence.recorded", by=by, at=at, **_facts(absence))
    forget_standing(deputy)
    return absence


def end_absence(absence: Absence, *, last_on: date, by: Person | None, at: datetime) -> Absence | None:
    """Let an absence end with that day; one that had not begun by then is taken back altogether (None)."""
    require("absence.record", by=by, at=at, about=absence.person)
    if last_on >= absence.last_on:
        raise ValidationError(_("这次请假本来就到那一天或更早结束。"))
    begun = last_on >= absence.first_on
    with transaction.atomic():
        if begun:
            absence.last_on = last_on
            keep(absence)
            record(_subject(absence.person), "absence.ended", by=by, at=at, **_facts(absence))
        else:
            record(_subject(absence.person), "absence.withdrawn", by=by, at=at, **_facts(absence))
            absence.delete()
    forget_standing(absence.deputy)
    return absence if begun else None


def _check_deputy(absence: Absence) -> None:
    deputy, days = absence.deputy, (absence.first_on, absence.last_on)
    if deputy.pk == absence.person_id:
        raise ValidationError({"deputy": _("不能由请假人自己代办。")})
    if not deputy.is_active or deputy.is_self_registered:
        raise ValidationError({"deputy": _("该账号不能代办。")})
    if deputy.absences.filter(first_on__lte=days[1], last_on__gte=days[0]).exists():
        raise ValidationError({"deputy": _("代办人这几天也请假。")})
    _check_same_organ(absence)


def _check_same_organ(absence: Absence) -> None:
    organs = [_organs(person, absence.first_on) for person in (absence.person, absence.deputy)]
    if not organs[0] or not organs[0] <= organs[1]:
        raise ValidationError({"deputy": _("代办人须在同一机关任职。")})


def _organs(person: Person, on: date) -> set[str]:
    """The organs in which a person holds posts: ours is one, an outside authority each its own."""
    held = Post.objects.on(on).filter(person=person).values_list("unit__kind", "unit__code")
    return {code if kind == UnitKind.OUTSIDE else "bureau" for kind, code in held}


def _subject(person: Person) -> Subject:
    return Subject("person", str(person.pk))


def _facts(absence: Absence) -> dict[str, Any]:
    return {
        "person": absence.person.name,
        "deputy_id": absence.deputy_id,
        "deputy": absence.deputy.name,
        "first_on": absence.first_on,
        "last_on": absence.last_on,
    }
