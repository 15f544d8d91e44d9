"""Finding what the clerk means by a few letters: an item by name, code or initials; a party likewise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from licensing.legality import Handling
from licensing.models import ItemVersion
from licensing.openness import refuse_if_closed
from organization.models import Person
from parties.models import Party
from parties.naming import cleaned, initials
from records.refusals import LegalRefusal

CANDIDATES = 10


@dataclass(frozen=True)
class FoundItem:
    """An item that fits the words; `why_closed` says why nobody may apply for it."""

    version: ItemVersion
    why_closed: str

    @property
    def sub(self) -> str:
        """The second line of its row: how it is handled and who leads, or why it is closed."""
        if self.why_closed:
            return self.why_closed
        version = self.version
        handled = str(Handling(version.handling).label)
        lead = _("{unit}牵头").format(unit=version.lead_unit.title())
        return " · ".join((version.item.code, handled, lead))

    @property
    def limits(self) -> str:
        version = self.version
        if self.why_closed or version.promised_limit is None:
            return ""
        words = _("承诺 {promised} / 法定 {statutory}")
        return words.format(promised=version.promised_limit, statutory=version.statutory_limit)

    @property
    def note(self) -> str:
        return _("不得受理") if self.why_closed else _("不收费")


def find_items(words: str, on: date) -> list[FoundItem]:
    """The items whose name, code or initials hold every word, those that take applications first."""
    sought = cleaned(words).casefold().split()
    versions = ItemVersion.objects.current(on).select_related("item", "lead_unit").prefetch_related("bases")
    fitting = [version for version in versions.order_by("item__code") if _fits(version, sought)]
    in_order = sorted(fitting, key=lambda version: not version.takes_applications(on))
    return [FoundItem(version, why_closed(version, on)) for version in in_order[:CANDIDATES]]


def why_closed(version: ItemVersion, on: date) -> str:
    """Why nobody may apply for the item that day, with basis and date; empty if it is open."""
    try:
        refuse_if_closed(version, on)
    except LegalRefusal as refusal:
        return refusal.message
    return ""


def found_parties(words: str, person: Person, on: date) -> list[Party]:
    """The few parties this person sees whose code, name or initials fit the words."""
    seen = Party.objects.visible_to(person, on=on).search(words)
    return list(seen.select_related("district").order_by("pinyin_initials", "pk")[:CANDIDATES])


def _fits(version: ItemVersion, sought: list[str]) -> bool:
    heap = [version.name.casefold(), version.name_en.casefold(), version.item.code.casefold()]
    heap.append(initials(version.name))
    return all(any(word in text for text in heap) for word in sought)
