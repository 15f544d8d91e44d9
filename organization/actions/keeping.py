"""How an act keeps a row: checked in words first, by the database last."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from organization.access import may
from organization.models import Person, Post, Role
from workdays.days import local_day


def require(act: str, *, by: Person | None, at: datetime, about: Person | None = None) -> None:
    """Refuse (PermissionDenied) an act the person may not do; the system itself (None) may do all."""
    if by is not None and not may(by, act, about, on=local_day(at)):
        raise PermissionDenied(_("您没有办理这项操作的权限。"))


def keep(row: models.Model) -> None:
    """Save a row that passes its checks, else ValidationError; also when two were at it at once."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        row.full_clean()
        raise ValidationError(_("数据库拒绝了这项登记，请刷新后重试。")) from clash


def keep_an_administrator(*, without: models.Q, on: date, message: str) -> None:
    """Refuse (ValidationError) unless another than the posts `without` administers past that day.

    Inside the act's transaction: administrators' posts are locked first, so of two who end each other's one
    waits, and then sees that no other is left. The triggers of last_administrator say the same.
    """
    locked = Post.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR).order_by("pk")
    held = list(locked.values_list("pk", flat=True))
    others = Post.objects.filter(pk__in=held).administering().lasting_past(on).exclude(without)
    if not others.exists():
        raise ValidationError(message)
