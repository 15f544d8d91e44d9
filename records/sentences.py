"""How a ledger line reads: each app gives the sentence of its verbs, in words that can be translated."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.models import Event

MISSING = "—"
_PLACE = re.compile(r"\{(\w+)\}")
Words = Mapping[str, Any]
_sentences: dict[str, Any] = {}
_words: dict[str, Mapping[str, Words]] = {}


def register(sentences: Mapping[str, Any], words: Mapping[str, Words] | None = None) -> None:
    """Give verbs their sentences: `{"task.completed": _("{actor} 办结 {step}：{outcome}")}`.

    A sentence may use {actor} and every key of the line's data. `words` spells the codes of a key:
    `{"outcome": dict(Outcome.choices)}`. Values never act as templates.
    """
    for verb, sentence in sentences.items():
        _sentences[verb] = sentence
        _words[verb] = words or {}


def tell(event: Event) -> str:
    """The line as a sentence in the reader's language; a missing fact is a dash, an unknown verb itself."""
    sentence = _sentences.get(event.verb)
    if sentence is None:
        return f"{actor(event)}：{event.verb}"
    facts = {**event.data, **_spelled(event.data, _words[event.verb]), "actor": actor(event)}
    return _PLACE.sub(lambda place: _words_of(facts.get(place[1])), str(sentence))


def actor(event: Event) -> str:
    """Who acted, and for whom."""
    name = event.actor_name if event.actor_id is not None else _("系统")
    if not event.on_behalf_of:
        return name
    return _("%(name)s（代%(other)s）") % {"name": name, "other": event.on_behalf_of}


def _spelled(data: Mapping[str, Any], words: Mapping[str, Words]) -> dict[str, Any]:
    return {
        key: book.get(data[key], data[key]) for key, book in words.items() if isinstance(data.get(key), str)
    }


def _words_of(value: Any) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(_words_of(part) for part in value)
    return str(value)


register(
    {
        "attempt.refused": gettext_lazy("{actor} 的操作被依法拒绝：{message}（{code}）"),
        "personal.erased": gettext_lazy("{actor} 抹除个人信息“{name}” {count} 处：{reason}"),
    }
)
