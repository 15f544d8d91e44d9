"""What a document's templates are given: plain text in named places, never markup."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import segno
from django.conf import settings

from documents import codes, glyphs
from documents.models import Document

ORGAN = {"zh": "镇江市质量技术监督局", "en": "Zhenjiang Bureau of Quality and Technical Supervision"}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def set_out(document: Document, *, query_code: str = "") -> dict[str, Any]:
    """The data of the document's template; `query_code` is printed, never kept."""
    content, language = document.content, document.language
    path = str(content.get("qr") or f"/verify/{codes.grouped(document.verify_code)}/")
    url = settings.SITE_URL.rstrip("/") + path
    data = {
        "language": language,
        "demo": bool(settings.DEMO),
        "organ": ORGAN[language],
        "title": document.title,
        "number": document.number,
        "code": codes.grouped(document.verify_code),
        "name": document.recipient_name,
        "recipient": content.get("recipient") or document.recipient_name,
        "paragraphs": _texts(content.get("paragraphs")),
        "facts": [[str(label), _value(value)] for label, value in content.get("facts") or []],
        "table": _table(content.get("table")),
        "rights": _texts(content.get("rights")),
        "sign": _sign(content.get("sign") or {}, document),
        "query_code": query_code,
        "url": url,
        "tracks": not path.startswith("/verify/"),
    }
    shown, missing = _shown(data)
    return {**shown, "qr": _qr(url), "missing": list(dict.fromkeys(missing))}


def day_in_words(on: date, language: str) -> str:
    """A day as documents print it: 2026 年 11 月 24 日, 24 November 2026."""
    if language == "en":
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{on.year} 年 {on.month} 月 {on.day} 日"


def _sign(sign: Mapping[str, Any], document: Document) -> dict[str, str]:
    day = _day(str(sign.get("on") or "")) or document.issued_on
    organ = str(sign.get("organ") or ORGAN[document.language])
    return {"organ": organ, "on": day_in_words(day, document.language)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _texts(paragraphs: Sequence[Any] | None) -> list[str]:
    return [str(paragraph) for paragraph in paragraphs or []]


def _value(value: Any) -> str:
    return "" if value is None else str(value)


def _table(table: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The table with the number of its widest column, which takes the room that is left."""
    if not table or not table.get("head"):
        return None
    head = _texts(table["head"])
    rows = [[_value(cell) for cell in row][: len(head)] for row in table.get("rows") or []]
    rows = [row + [""] * (len(head) - len(row)) for row in rows]
    widths = [sum(len(row[place]) for row in rows) for place in range(len(head))]
    return {"head": head, "rows": rows, "wide": widths.index(max(widths))}


def _shown(value: Any) -> tuple[Any, list[str]]:
    """The same data with every character without a glyph marked, and the marked ones."""
    if isinstance(value, str):
        return glyphs.set_with_marks(value)
    if isinstance(value, Mapping):
        return _collected({key: _shown(part) for key, part in value.items()})
    if isinstance(value, list):
        parts = [_shown(part) for part in value]
        return [part for part, _missing in parts], [code for _part, missing in parts for code in missing]
    return value, []


def _collected(parts: dict[str, tuple[Any, list[str]]]) -> tuple[dict[str, Any], list[str]]:
    return {key: part for key, (part, _missing) in parts.items()}, [
        code for _part, missing in parts.values() for code in missing
    ]


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
