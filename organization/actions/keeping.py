"""How an act keeps a row: checked in words first, by the database last."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from organization.access import may
from organization.models import Person
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
