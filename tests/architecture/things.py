"""The objects behind the URLs of the access table: one of each, and what a missing one would be called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from organization.models import Absence, Delegation, Post
from tests.makers.notices import make_notice
from tests.makers.organization import Cast

Names = dict[str, Any]
NO_NUMBER = 10**9


@dataclass(frozen=True)
class Thing:
    """How to make the object and say its URL; the same URL's words for one that does not exist."""

    make: Callable[[Cast], Names]
    missing: Names


def _absence(cast: Cast) -> Names:
    spell = Absence.objects.create(
        person=cast.metrology, deputy=cast.standards, first_on=date(2026, 1, 1), last_on=date(2026, 1, 2)
    )
    return {"pk": spell.pk}


def _post(cast: Cast) -> Names:
    return {"username": "metrology", "pk": Post.objects.filter(person=cast.metrology).latest("id").pk}


THINGS: dict[str, Thing] = {
    "notice": Thing(lambda cast: {"pk": make_notice(cast.metrology).pk}, {"pk": NO_NUMBER}),
    "person": Thing(lambda _: {"username": "metrology"}, {"username": "nobody"}),
    "post": Thing(_post, {"username": "metrology", "pk": NO_NUMBER}),
    "absence": Thing(_absence, {"pk": NO_NUMBER}),
    "delegation": Thing(lambda _: {"pk": Delegation.objects.latest("id").pk}, {"pk": NO_NUMBER}),
}
