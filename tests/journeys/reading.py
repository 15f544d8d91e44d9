"""What a page holds, as a browser reads it: its words, its links, its forms and what they would send."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "template"})
TICKED = frozenset({"radio", "checkbox"})
UNSENT = frozenset({"submit", "button", "file", "image", "reset"})
Attributes = dict[str, str]


@dataclass
class Form:
    """A form as it would be sent untouched; `offered` holds what its choices and buttons may be."""

    action: str = ""
    method: str = "get"
    fields: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, set[str]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {*self.fields, *self.offered}

    def filled(self, **given: str | list[str]) -> dict[str, list[str]]:
        """What is sent with these values; fails on a field or a choice the page lacks."""
        sent = dict(self.fields)
        for name, value in given.items():
            values = [value] if isinstance(value, str) else value
            assert name in self.names, f"no field {name} among {sorted(self.names)}"
            choices = self.offered.get(name, set())
            assert not choices or set(values) <= choices, f"{name} offers {sorted(choices)}, not {values}"
            sent[name] = values
        return sent

    def offer(self, name: str, value: str, *, is_chosen: bool) -> None:
        """One choice of several."""
        self.offered.setdefault(name, set()).add(value)
        if is_chosen:
            self.fields.setdefault(name, []).append(value)


class Reader(HTMLParser):
    """Walks through a page once; a control out of use is as if it were not there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.forms: dict[str, Form] = {}
        self._silent = ""
        self._within = ""
        self._list: tuple[Form, str] | None = None
        self._area: tuple[Form, str] | None = None
        self._typed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self._silent = tag
        read = _READS.get(tag)
        if read is not None and "disabled" not in given:
            read(self, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag == "form":
            self._within = ""
        if tag == "select":
            self._leave_list()
        if tag == "textarea" and self._area is not None:
            form, name = self._area
            form.fields[name] = ["".join(self._typed).removeprefix("\n")]
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._typed.append(data)
        if not self._silent and data.strip():
            self.words.append(data)

    def form_of(self, given: Attributes) -> Form:
        """The form a control belongs to: the one it names, else the one it stands in."""
        return self.forms.setdefault(given.get("form") or self._within, Form())

    def link(self, given: Attributes) -> None:
        self.links.append(given.get("href", ""))

    def form(self, given: Attributes) -> None:
        self._within = given.get("id") or f"form {len(self.forms)}"
        form = self.forms.setdefault(self._within, Form())
        form.action, form.method = given.get("action", ""), given.get("method", "get").lower()

    def input(self, given: Attributes) -> None:
        form, name, kind = self.form_of(given), given.get("name", ""), given.get("type", "text")
        if kind in TICKED:
            form.offer(name, given.get("value", "on"), is_chosen="checked" in given)
        elif name and kind not in UNSENT:
            form.fields.setdefault(name, []).append(given.get("value", ""))

    def button(self, given: Attributes) -> None:
        if given.get("type", "submit") == "submit" and given.get("name"):
            self.form_of(given).offer(given["name"], given.get("value", ""), is_chosen=False)

    def textarea(self, given: Attributes) -> None:
        self._area, self._typed = (self.form_of(given), given.get("name", "")), []

    def select(self, given: Attributes) -> None:
        self._list = (self.form_of(given), given.get("name", ""))

    def option(self, given: Attributes) -> None:
        if self._list is not None:
            form, name = self._list
            form.offer(name, given.get("value", ""), is_chosen="selected" in given)
            self._typed = [given.get("value", "")] if not self._typed else self._typed

    def _leave_list(self) -> None:
        """Nothing chosen: a browser sends the first."""
        if self._list is not None:
            form, name = self._list
            if name in form.offered and name not in form.fields and self._typed:
                form.fields[name] = [self._typed[0]]
        self._list, self._typed = None, []


_READS = {
    "a": Reader.link,
    "form": Reader.form,
    "input": Reader.input,
    "button": Reader.button,
    "textarea": Reader.textarea,
    "select": Reader.select,
    "option": Reader.option,
}


def words_in(html: str) -> str:
    """What a reader sees, on one line."""
    return re.sub(r"\s+", " ", " ".join(Reader(html).words))
