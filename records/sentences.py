"""How a ledger line reads: each app gives the sentence of its verbs, in words that can be translated."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.languages import listed

MISSING = "—"
_PLACE = re.compile(r"\{(\w+)\}")
Words = Mapping[str, Any]
NO_WORDS: Words = {}
_sentences: dict[str, Any] = {}
_words: dict[str, Mapping[str, Words]] = {}


class Told(Protocol):
    """What a sentence needs of an `Event`; no model here, so apps may register while they load."""

    @property
    def verb(self) -> str: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...
    @property
    def data(self) -> Any: ...


def register(sentences: Mapping[str, Any], words: Mapping[str, Words] | None = None) -> None:
    """Give verbs their sentences: `{"task.completed": _("{actor} 办结 {step}：{outcome}")}`.

    A sentence may use {actor} and every key of the line's data. `words` spells the codes of a key:
    `{"outcome": dict(Outcome.choices)}`. Values never act as templates.
    """
    for verb, sentence in sentences.items():
        _sentences[verb] = sentence
        _words[verb] = words or {}


def tell(event: Told) -> str:
    """The line as a sentence in the reader's language; a missing fact is a dash, an unknown verb itself."""
    return _filled(event, actor(event), {})


def tell_deed(event: Told, names: Words = NO_WORDS) -> str:
    """The same without its actor, for a table that names the actor in a column of its own.

    `names` spells names that the line keeps in Chinese: {"合法性审查": "Legality review"}.
    """
    return _filled(event, "", names).strip(" ：:,，")


def actor(event: Told) -> str:
    """Who acted, and for whom."""
    name = event.actor_name if event.actor_id is not None else _("系统")
    if not event.on_behalf_of:
        return name
    return _("%(name)s（代%(other)s）") % {"name": name, "other": event.on_behalf_of}


def _filled(event: Told, name: str, names: Words) -> str:
    """A line rewritten behind our back may hold anything as data; it is told all the same."""
    sentence = _sentences.get(event.verb, "{actor}：" + event.verb)
    data = event.data if isinstance(event.data, dict) else {}
    words = _words.get(event.verb, {})
    spelled = {key: _spelled(value, {**names, **words.get(key, {})}) for key, value in data.items()}
    shown = {**{key: _shown(value) for key, value in spelled.items()}, "actor": name}
    return _PLACE.sub(lambda place: shown.get(place[1], MISSING), str(sentence))


def _spelled(value: Any, book: Words) -> Any:
    if isinstance(value, list):
        return [_spelled(part, book) for part in value]
    return book.get(value, value) if isinstance(value, str) else value


def _shown(value: Any) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return listed(_shown(part) for part in value)
    return str(value)


register(
    {
        "anchors.exported": gettext_lazy("{actor} 导出 {on} 的锚点，共 {chains} 条链"),
        "attempt.refused": gettext_lazy("{actor} 尝试办理，被依法拒绝：{message}（{code}）"),
        "personal.erased": gettext_lazy("{actor} 抹除个人信息“{name}” {count} 处：{reason}"),
    }
)
