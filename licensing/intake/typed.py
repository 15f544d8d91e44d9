"""The fields of an intake as typed, whether they come from the page, a draft or an application."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from licensing.fields.posted import name_of
from licensing.models import Application

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "token", "draft", "act", "listed"})
VERDICT, REASON, NO_NEED, WORDS, PROMISED = "m", "rc", "rn", "rt", "rp"
"""What is said of a material, by prefix: verdict, code of a 补正, code of a 不需要, words, promised day."""

# An identity number typed into the picker is not left lying in a draft: elsewhere it is kept sealed only.
_SECRET = re.compile(r"\d{6}\s*\d{8}\s*\d{3}[0-9Xx]")


@dataclass(frozen=True)
class Typed:
    """The fields by name; a name may have several values."""

    fields: QueryDict

    @classmethod
    def of(cls, values: Mapping[str, list[str]]) -> Typed:
        """What a draft kept."""
        fields = QueryDict(mutable=True)
        for name, several in values.items():
            fields.setlist(name, [str(value) for value in several])
        return cls(fields)

    def get(self, name: str) -> str:
        return str(self.fields.get(name, "")).strip()

    def day(self, name: str) -> date | None:
        """The date in a field; None if there is none or it is not a date."""
        try:
            return date.fromisoformat(self.get(name))
        except ValueError:
            return None

    def kept(self) -> dict[str, list[str]]:
        """What a draft keeps of it."""
        return {
            name: [str(value) for value in values]
            for name, values in self.fields.lists()
            if name not in NOT_TYPED and any(values) and not (name == "party_words" and _is_secret(values))
        }

    def with_values(self, **values: str) -> Typed:
        """The same with some fields written over."""
        return Typed.of({**self.kept(), **{name: [value] for name, value in values.items()}})

    def with_answers(self, answers: Mapping[str, Any]) -> Typed:
        """The same with the answers of an earlier application where nothing is written yet."""
        kept = self.kept()
        return Typed.of({**dict(_flat(answers)), **kept})


def _is_secret(values: Iterable[object]) -> bool:
    return any(_SECRET.search(str(value)) for value in values)


def typed_of(application: Application) -> Typed:
    """An application already received, as its form would have been filled."""
    values = dict(_flat(application.answers))
    for verdict in application.verdicts.select_related("material"):
        key = verdict.material.key
        code = NO_NEED if verdict.verdict == "not_needed" else REASON
        values |= {
            f"{VERDICT}-{key}": [verdict.verdict],
            f"{code}-{key}": [verdict.reason_code],
            f"{WORDS}-{key}": [verdict.reason],
            f"{PROMISED}-{key}": [verdict.promised_on.isoformat() if verdict.promised_on else ""],
        }
    return Typed.of(values)


def _flat(answers: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for key, value in answers.items():
        yield from _flat_value((key,), value)


def _flat_value(places: tuple[str, ...], value: Any) -> Iterator[tuple[str, list[str]]]:
    """One answer as the inputs it came from: a group by its parts, a table by its rows."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _flat_value((*places, key), part)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for number, row in enumerate(value):
            yield from _flat_value((*places, str(number)), row)
    else:
        yield name_of(*places), [str(one) for one in (value if isinstance(value, list) else [value])]
