"""Who sits where on a day, read once: for scans that ask about hundreds of seats."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from organization.models import Absence, Person, Post


@dataclass
class Seating:
    """The people of every seat that day, each absent one replaced by the deputy."""

    seats: dict[tuple[int, str], list[Person]] = field(default_factory=dict)
    stand_ins: dict[int, Person] = field(default_factory=dict)

    def of(self, unit_id: int | None, role: str) -> list[Person]:
        """Who holds this role in this unit."""
        return self.seats.get((unit_id or 0, role), [])

    def holding(self, role: str) -> list[Person]:
        """Who holds this role anywhere."""
        return _unique(
            person for (_unit, held), people in self.seats.items() if held == role for person in people
        )

    def hand(self, person: Person) -> Person | None:
        """Who does this person's work that day: the person, or the deputy; nobody if disabled."""
        acting = self.stand_ins.get(person.pk, person)
        return acting if acting.is_active else None


def seating(on: date) -> Seating:
    """Everybody's seats that day: two statements. A deputy who is disabled stands in for nobody."""
    absences = Absence.objects.on(on).filter(deputy__is_active=True).select_related("deputy")
    found = Seating(stand_ins={absence.person_id: absence.deputy for absence in absences})
    posts = Post.objects.on(on).filter(person__is_active=True).select_related("person").order_by("pk")
    for post in posts:
        acting = found.hand(post.person)
        if acting is not None:
            found.seats.setdefault((post.unit_id, post.role), []).append(acting)
    return found


def _unique(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
