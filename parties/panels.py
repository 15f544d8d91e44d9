"""What upper apps add to the card of a party: the cases of a firm, its licences, its visits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organization.models import Person
from parties.models import Party

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def everybody(_person: Person, _party: Party) -> bool:
    """A panel for all who see the card."""
    return True


@dataclass(frozen=True)
class PartyPanel:
    """A part of the card: its template is given what `query(party, person)` answers, as `panel`."""

    key: str
    title: "StrOrPromise"
    template: str
    query: Callable[[Party, Person], Mapping[str, Any]]
    order: int = 100
    may: Callable[[Person, Party], bool] = everybody


@dataclass(frozen=True)
class ShownPanel:
    """A panel with what it found."""

    key: str
    title: str
    template: str
    found: Mapping[str, Any]


_panels: dict[str, PartyPanel] = {}


def register(panel: PartyPanel) -> None:
    """Add a panel, or put another in the place of the same key; called from AppConfig.ready."""
    _panels[panel.key] = panel


def panels_of(party: Party, person: Person) -> list[ShownPanel]:
    """The panels this person sees on the card, in order."""
    in_order = sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))
    return [
        ShownPanel(panel.key, str(panel.title), panel.template, panel.query(party, person))
        for panel in in_order
        if panel.may(person, party)
    ]
