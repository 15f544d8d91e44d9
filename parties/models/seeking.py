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
    from parties.models.party import Party

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
        words = cleaned(text).split()
        if not words:
            return self
        if len(text) > LONGEST:
            return self.none()
        return self.filter(pk__in=self._named(words).union(*self._coded(tidied("".join(words)))))

    def _named(self, words: list[str]) -> models.QuerySet["Party", int]:
        found: models.QuerySet[Party] = self.model._default_manager.order_by()
        for word in words:
            for gram in telling_grams(word):
                found = found.filter(grams__gram=gram)
            found = found.filter(Q(name__icontains=word) | Q(pinyin_initials__contains=word.lower()))
        return found.values_list("pk", flat=True)

    def _coded(self, code: str) -> list[models.QuerySet["Party", int]]:
        if not re.fullmatch(r"[0-9A-Z]{2,18}", code) or code.isalpha():
            return []
        # A range, not LIKE: it uses the plain index on both databases, in every collation.
        wide = Q(uscc__range=(code.ljust(18, "0"), code.ljust(18, "Z")))
        short = ~Q(org_code="") & Q(org_code__range=(code.ljust(9, "0"), code.ljust(9, "Z")))
        asked = [wide, short, *_by_digest(code)] if len(code) <= 9 else [wide, *_by_digest(code)]
        return [self.model._default_manager.filter(q).order_by().values_list("pk", flat=True) for q in asked]


def _by_digest(code: str) -> list[Q]:
    try:
        return [Q(id_number_digest=sealing.digest(check_id_number(code)))]
    except IdentifierError:
        return []
