"""Licences as their holder is told of them: how they stand, and when to ask for renewal (Art. 50)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.models import Licence
from licensing.states import LicenceState
from workdays import words
from workdays.reckoning import window_before

SOON = timedelta(days=90)  # the first reminder to the holder (DOMAIN 1, Art. 50)


@dataclass(frozen=True)
class Holding:
    """One licence: tone and word of its badge, and what the holder should do."""

    licence: Licence
    tone: str
    badge: str
    note: str = ""


def holdings_of(licences: Iterable[Licence], today: date) -> list[Holding]:
    """Each licence as it stands on a day."""
    return [_holding(licence, today) for licence in licences]


def _holding(licence: Licence, today: date) -> Holding:
    if licence.state != LicenceState.VALID:
        return Holding(licence, "idle", str(licence.get_state_display()))
    if licence.valid_until is None:
        return Holding(licence, "ok", _("有效"))
    if licence.valid_until < today:
        return Holding(licence, "late", _("已过期"))
    return _expiring(licence, licence.valid_until, today)


def _expiring(licence: Licence, until: date, today: date) -> Holding:
    left = (until - today).days
    window = licence.item_version.renewal_window
    ask_on = window_before(until, window) if window else None
    if ask_on is not None and ask_on <= today + SOON:
        day = words.day_of_year(ask_on, today)
        if today <= ask_on:
            return Holding(licence, "info", _("有效"), _("要延续的，请在 %(day)s前申请。") % {"day": day})
        note = _("要延续的应在 %(day)s前申请；现在申请，到期前不一定办得好。") % {"day": day}
        return Holding(licence, "soon", _("该延续了"), note)
    if left <= SOON.days:
        days = ngettext("%(n)d 天后到期", "%(n)d 天后到期", left) % {"n": left}
        return Holding(licence, "soon", days)
    return Holding(licence, "ok", _("有效"))
