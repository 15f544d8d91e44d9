"""The items of the catalogue as the public list shows them, open, forwarded and closed ones apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from licensing.legality import Handling, Nature
from licensing.models import ItemVersion
from organization.models import Function
from records.languages import in_language


class Standing(TextChoices):
    """Whether one may apply, and who then decides."""

    OPEN = "open", _("在办")
    FORWARDED = "forwarded", _("转报上级")
    CLOSED = "closed", _("不再办理")


@dataclass(frozen=True)
class Entry:
    """One item of the list as it stands on a day."""

    version: ItemVersion
    standing: Standing
    bases: str
    materials: int

    @property
    def code(self) -> str:
        return self.version.item.code

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def nature(self) -> str:
        return str(Nature(self.version.nature).label)

    @property
    def function(self) -> str:
        return str(Function(self.version.function).label)

    @property
    def superior(self) -> str:
        return self.version.superior_title

    @property
    def document(self) -> str:
        return in_language(self.version.document_name, self.version.document_name_en)


@dataclass(frozen=True)
class Register:
    """The entries found, in their order, and how many stand where."""

    entries: tuple[Entry, ...]

    def of(self, standing: Standing) -> list[Entry]:
        return [entry for entry in self.entries if entry.standing == standing]

    @cached_property
    def open(self) -> list[Entry]:
        return self.of(Standing.OPEN)

    @cached_property
    def forwarded(self) -> list[Entry]:
        return self.of(Standing.FORWARDED)

    @cached_property
    def closed(self) -> list[Entry]:
        """The last closed first; those that never had a basis at the end."""
        return sorted(self.of(Standing.CLOSED), key=_closing, reverse=True)


def register_on(on: date, *, function: str = "", nature: str = "") -> Register:
    """All items as they stand on a day, narrowed to a function and a nature (two statements)."""
    versions = ItemVersion.objects.current(on).select_related("item", "lead_unit").prefetch_related("bases")
    if function:
        versions = versions.filter(function=function)
    if nature:
        versions = versions.filter(nature=nature)
    asked = Count("materials", filter=Q(materials__is_asked=True))
    found: Iterable[Any] = versions.annotate(asked=asked).order_by("item__code")
    return Register(tuple(_entry(version, version.asked, on) for version in found))


def _entry(version: ItemVersion, materials: int, on: date) -> Entry:
    bases = sorted(version.bases.all(), key=lambda basis: basis.order)
    words = _("；").join(basis.title_in_words() for basis in bases)
    return Entry(version, _standing(version, on), words, materials)


def _standing(version: ItemVersion, on: date) -> Standing:
    """An item that opens later stands among the open ones, with its day."""
    if not version.is_open or (version.closed_on is not None and version.closed_on <= on):
        return Standing.CLOSED
    return Standing.FORWARDED if version.handling == Handling.FORWARDED else Standing.OPEN


def _closing(entry: Entry) -> tuple[date, str]:
    return entry.version.closed_on or date.min, entry.code
