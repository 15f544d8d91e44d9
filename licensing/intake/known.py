"""What the bureau already knows of a party that stands at the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from licensing.intake.sheet import Sheet
from licensing.models import Application, ItemVersion, Licence
from licensing.models.results import LicenceQuerySet
from licensing.states import LIVE
from parties.models import Bar, Party

SHOWN, NEWEST = 5, 2


@dataclass(frozen=True)
class Known:
    """Running cases, licences in force, bars, and earlier applications for the same item."""

    party: Party
    version: ItemVersion | None
    today: date
    own: int = 0
    """The application that is being looked at itself: no twin of its own."""

    @cached_property
    def running(self) -> int:
        """How many of its applications are still on their way."""
        return Application.objects.filter(case__party=self.party, state__in=LIVE).count()

    @cached_property
    def licences(self) -> list[Licence]:
        """The newest of its licences in force."""
        return list(self._held.select_related("item_version").order_by("-issued_on", "-pk")[:NEWEST])

    @cached_property
    def in_force(self) -> int:
        """How many licences it holds."""
        return self._held.count()

    @cached_property
    def bars(self) -> list[Bar]:
        """What it may not apply for today."""
        return list(Bar.objects.running(self.today).filter(party=self.party).order_by("last_on"))

    @cached_property
    def alike(self) -> list[Application]:
        """Live applications for the same item: perhaps this one again."""
        if self.version is None:
            return []
        found = Application.objects.alike(self.party, self.version.item)
        return list(found.exclude(pk=self.own).select_related("case").order_by("-pk")[:SHOWN])

    @cached_property
    def earlier(self) -> Application | None:
        """The newest application for the same item, live or not: its form may be copied."""
        if self.version is None:
            return None
        found = Application.objects.filter(case__party=self.party, item_version__item=self.version.item)
        return found.exclude(pk=self.own).select_related("case").order_by("-pk").first()

    @property
    def _held(self) -> LicenceQuerySet:
        return Licence.objects.in_force().filter(party=self.party)


def known_of(sheet: Sheet) -> Known | None:
    """What is known of the party of a sheet, read as far as a page asks."""
    if sheet.party is None:
        return None
    return Known(sheet.party, sheet.version, sheet.today, sheet.application.pk if sheet.application else 0)
