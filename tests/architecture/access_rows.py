"""The words of the access table: who is asked about, what can come of a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.http import HttpResponseBase

from tests.makers.organization import CAST

ANONYMOUS = "nobody signed in"
SIGNED_IN = frozenset(CAST)
FIRMS = frozenset({"enterprise", "enterprise2"})
STAFF = SIGNED_IN - FIRMS
EVERYBODY = SIGNED_IN | {ANONYMOUS}
NOBODY: frozenset[str] = frozenset()


class Outcome(StrEnum):
    """What a person gets."""

    OPENS = "opens"
    MOVES_ON = "moves on"
    ACTS = "acts or is told what is wrong with the form"
    SIGN_IN = "is asked to sign in"
    NOT_THERE = "is told that it does not exist"
    REFUSED = "is refused"
    WRONG_WAY = "is told that this is not how to ask"


STATUSES: dict[Outcome, set[int]] = {
    Outcome.OPENS: {200},
    Outcome.MOVES_ON: {301, 302, 303},
    Outcome.ACTS: {200, 204, 302, 303, 400, 409, 422},
    Outcome.SIGN_IN: {302, 401},
    Outcome.NOT_THERE: {404},
    Outcome.REFUSED: {403},
    Outcome.WRONG_WAY: {405},
}


@dataclass(frozen=True)
class Row:
    """One URL pattern by one method: for whom it answers how, what all others get."""

    name: str
    opens_to: frozenset[str]
    thing: str = ""
    method: str = "get"
    answer: Outcome = Outcome.OPENS
    otherwise: Outcome = Outcome.NOT_THERE
    anonymous: Outcome = Outcome.SIGN_IN
    data: Mapping[str, str] = field(default_factory=dict)

    def expected(self, who: str) -> Outcome:
        """What this person must get."""
        if who in self.opens_to:
            return self.answer
        return self.anonymous if who == ANONYMOUS else self.otherwise

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.name} {self.thing}".strip()


def page(name: str, opens_to: frozenset[str], thing: str = "", **more: Outcome) -> Row:
    """A page read by GET."""
    return Row(name, opens_to, thing, **more)  # type: ignore[arg-type]  # outcomes only


def act(name: str, opens_to: frozenset[str], thing: str = "", **more: Outcome) -> Row:
    """A form sent by POST, empty: whoever may send it is told what is missing, others learn nothing."""
    return Row(name, opens_to, thing, "post", **{"answer": Outcome.ACTS, **more})  # type: ignore[arg-type]  # facts are fields


def outcome_of(response: HttpResponseBase) -> Outcome | str:
    """The name of what came, or the bare status where it has none."""
    to_sign_in = response.get("Location", "").startswith("/accounts/login/")
    if to_sign_in or response.status_code == 401:
        return Outcome.SIGN_IN
    names = {200: Outcome.OPENS, 403: Outcome.REFUSED, 404: Outcome.NOT_THERE, 405: Outcome.WRONG_WAY}
    names |= dict.fromkeys((301, 302, 303), Outcome.MOVES_ON)
    return names.get(response.status_code, str(response.status_code))


def fits(response: HttpResponseBase, expected: Outcome) -> bool:
    """Whether a response is what the table promises; a way to the sign-in page is never a success."""
    if outcome_of(response) is Outcome.SIGN_IN:
        return expected is Outcome.SIGN_IN
    return response.status_code in STATUSES[expected] and expected is not Outcome.SIGN_IN
