"""Keeps demo data and real data apart: a database is marked once and serves only the mode of its mark."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from zhenjiang_qts.models import World


class WrongWorldError(CommandError):
    """The mode of this process does not fit the data it was pointed at."""


def mark_after_migration(**_: Any) -> None:
    """A database without a mark gets one: demo only if this is a first run and nobody is in it yet."""
    if not _tables_stand() or World.objects.exists():
        return
    is_demo = settings.DEMO and not get_user_model()._default_manager.exists()
    World.objects.get_or_create(id=1, defaults={"is_demo": is_demo, "marked_at": timezone.now()})


def _tables_stand() -> bool:
    """`migrate APP` alone leaves tables out; the mark then waits for the whole."""
    standing = set(connection.introspection.table_names())
    return {World._meta.db_table, get_user_model()._meta.db_table} <= standing


def check_world() -> None:
    """Refuse to serve real data in demo mode, or demo accounts in production."""
    try:
        world = World.objects.filter(id=1).first()
    except DatabaseError:
        return
    if world and world.is_demo != settings.DEMO:
        raise WrongWorldError(_mismatch(is_demo=world.is_demo))


def check_built() -> None:
    """Refuse a demo world whose building was interrupted (WrongWorldError): half of it is missing."""
    if World.objects.filter(is_half_built=True).exists():
        raise WrongWorldError("The building of this demo was interrupted. `make fresh` starts it anew.")


def _mismatch(*, is_demo: bool) -> str:
    if is_demo:
        return "This database was made for a demo (known passwords); production needs one of its own."
    return (
        "This database holds real data; DEMO=1 refuses to serve it. Unset DEMO, or name another DATABASE_URL."
    )
