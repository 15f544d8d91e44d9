"""Finding parties: by code, by part of the name, by pinyin initials; and who sees which."""

import re
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from parties import sealing, sight
from parties.identifiers import IdentifierError, check_id_number, tidied
from parties.naming import cleaned, telling_grams

if TYPE_CHECKING:
    from organization.models import Person
    from parties.models.party import Party  # noqa: F401  the base class below names it

MOST_WORDS = 6  # each costs up to three joins, and SQLite joins 64 tables at most
TELLING = 9  # so long, a code is no part of a name
SHORT_CODE = 9
LONGEST = 200  # a name is no longer; SQLite refuses LIKE patterns above 50,000 bytes


class PartyQuerySet(models.QuerySet["Party"]):
    """Questions about parties."""

    def enterprises(self) -> Self:
        """Those known by a code."""
        return self.filter(kind="enterprise")

    def visible_to(self, person: "Person", *, on: date | None = None) -> Self:
        """Those this person may see that day: see `parties.sight`."""
        return self.filter(sight.seen_by(person, on))

    def search(self, text: str) -> Self:
        """Those whose code begins with the text, or whose name or initials contain each of its words."""
        words = cleaned(text).split()[:MOST_WORDS]
        if not words:
            return self
        if len(text) > LONGEST:
            return self.none()
        code = tidied("".join(words))
        if not re.fullmatch(r"(?=.*[0-9])[0-9A-Z]{2,18}", code):
            return self._named(words)
        if len(code) < TELLING:
            return self.filter(_begins(code) | _contains(words[0]))
        return self.filter(_begins(code) | _by_digest(code))

    def _named(self, words: list[str]) -> Self:
        found = self
        for word in words:
            for gram in telling_grams(word):
                found = found.filter(grams__gram=gram)
            found = found.filter(_contains(word))
        return found


def _begins(code: str) -> Q:
    # Ranges, not LIKE: they use the plain indexes on both databases, in every collation.
    wide = Q(uscc__range=(code.ljust(18, "0"), code.ljust(18, "Z")))
    short = ~Q(org_code="") & Q(org_code__range=(code.ljust(9, "0"), code.ljust(9, "Z")))
    return wide if len(code) > SHORT_CODE else wide | short


def _contains(word: str) -> Q:
    return Q(name__icontains=word) | Q(pinyin_initials__contains=word.lower())


def _by_digest(code: str) -> Q:
    try:
        return Q(id_number_digest=sealing.digest(check_id_number(code)))
    except IdentifierError:
        return Q()
