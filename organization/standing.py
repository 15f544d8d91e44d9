"""What a person may act as on one day: own posts, and those of the absent whom the person deputises."""

from dataclasses import dataclass, field
from datetime import date

from organization.models.posts import Post, Role
from records.languages import listed

Seat = tuple[Role, int]  # a role in a unit, the unit by its number


@dataclass(frozen=True)
class Lent:
    """A seat of an absent person, lent to the deputy."""

    seat: Seat
    person_id: int
    name: str


@dataclass(frozen=True)
class Standing:
    """The seats of a person on a day; `posts` holds own and lent ones, `deputises` the absent people.

    `outside` are those of the units that are outside authorities, lent seats included.
    """

    person_id: int
    on: date
    posts: frozenset[Seat] = frozenset()
    deputises: frozenset[int] = frozenset()
    lent: tuple[Lent, ...] = ()
    own: tuple[Post, ...] = field(default=(), compare=False, repr=False)
    outside: frozenset[int] = frozenset()

    @property
    def is_of_the_bureau(self) -> bool:
        """Whether one of the seats is the bureau's; who sits with outside authorities alone is a guest."""
        return any(unit not in self.outside for _role, unit in self.posts)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, _unit in self.posts)

    @property
    def acts_for(self) -> frozenset[int]:
        """Whose assigned work this person may do: one's own and that of the absent."""
        return self.deputises | {self.person_id}

    def unit_ids(self, *roles: Role) -> frozenset[int]:
        """Units in which the person holds one of the roles (any role if none is named)."""
        return frozenset(unit for role, unit in self.posts if not roles or role in roles)

    def has(self, role: str, unit_id: int | None = None) -> bool:
        """Whether the person may act in this role (in this unit)."""
        return any(held == role and unit_id in (None, unit) for held, unit in self.posts)

    def behalf_of(self, role: str, unit_id: int | None = None) -> str:
        """For whom the person acts in this role: empty where the seat is own, else who is absent."""
        if any(post.role == role and unit_id in (None, post.unit_id) for post in self.own):
            return ""
        names = {one.name for one in self.lent if one.seat[0] == role and unit_id in (None, one.seat[1])}
        return listed(sorted(names))

    def behalf_of_person(self, person_id: int | None) -> str:
        """The name of the absent person whose assigned work this is, else empty."""
        return next((one.name for one in self.lent if one.person_id == person_id), "")

    def line(self) -> str:
        """Unit and role in words, as the top bar shows them; the first post speaks for all."""
        post = next(iter(self.own), None)
        return f"{post.unit.title()} · {post.get_role_display()}" if post else ""
