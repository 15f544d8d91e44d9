"""Message catalogues without gettext's programs: what the sources say, what locale/ translates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SKIPPED = {"migrations", "tests", "node_modules", "staticfiles", "var", "static", "docs"}
STRING = r"""u?('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
TEMPLATE_CALL = re.compile(
    rf" (gettext|ngettext|pgettext|npgettext|_)\({STRING}(?:, ?{STRING})?(?:, ?{STRING})?"
)
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "en",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True)
class Message:
    """One text of the sources as gettext knows it."""

    text: str
    plural: str = ""
    context: str = ""


def messages_of(root: Path) -> dict[Message, set[str]]:
    """Every message of our Python files and templates, with the files it stands in."""
    found: dict[Message, set[str]] = {}
    for path in sources(root):
        for message in _messages_in(path):
            found.setdefault(message, set()).add(path.relative_to(root).as_posix())
    return found


def sources(root: Path) -> Iterator[Path]:
    """Our own Python files and templates (HTML, text, typst), in a fixed order."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if SKIPPED.intersection(parts) or any(part.startswith(".") for part in parts):
            continue
        if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in parts):
            yield path


def _messages_in(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    return _in_python(text) if path.suffix == ".py" else _in_template(text)


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [
                arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            yield from _message(name.removesuffix("_lazy").removesuffix("_noop"), texts)


def _in_template(text: str) -> Iterator[Message]:
    """Django turns a template into calls of gettext, everything else masked."""
    for name, *literals in TEMPLATE_CALL.findall(templatize(text)):
        yield from _message(name, [ast.literal_eval(literal) for literal in literals if literal])


def _message(name: str, texts: list[str]) -> Iterator[Message]:
    match name, texts:
        case (("_" | "gettext"), [text, *_]):
            yield Message(text)
        case "ngettext", [text, plural, *_]:
            yield Message(text, plural)
        case "pgettext", [context, text, *_]:
            yield Message(text, context=context)
        case "npgettext", [context, text, plural, *_]:
            yield Message(text, plural, context)


def translated(path: Path) -> dict[Message, polib.POEntry]:
    """The entries of a catalogue by message; empty where there is no file."""
    entries = polib.pofile(str(path), wrapwidth=100) if path.exists() else []
    return {Message(e.msgid, e.msgid_plural, e.msgctxt or ""): e for e in entries if not e.obsolete}


def write(path: Path, found: dict[Message, set[str]]) -> int:
    """Rewrite a catalogue: translations kept, stale ones dropped. Returns how many lack English."""
    kept, catalogue = translated(path), polib.POFile(wrapwidth=100)
    catalogue.metadata = HEADER
    for message in sorted(found, key=lambda m: (m.text, m.context)):
        entry = kept.get(message) or _new_entry(message)
        entry.occurrences = [(name, "") for name in sorted(found[message])]
        catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return sum(not entry.translated() for entry in catalogue)


def _new_entry(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: "", 1: ""}
    return entry
