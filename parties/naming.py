"""Names as they are kept and found: cleaned of control characters, with initials and search grams. Pure.

Bidirectional controls (Unicode Bidi_Control) are dropped on input: a U+202E in a name turns round all text
after it on a page, in a mail subject and in a PDF. Other characters stay as typed.
"""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = re.compile(f"[{_BIDI}\u200b\u2060\ufeff]")
# Pairs in nearly every name: asking for them narrows nothing.
_COMMON = {
    "有限",
    "限公",
    "公司",
    "限责",
    "责任",
    "任公",
    "镇江",
    "江市",
    "yx",
    "xg",
    "gs",
    "zj",
    "xz",
    "zr",
    "rg",
    "js",
}


def cleaned(text: str) -> str:
    """One line without control and bidirectional characters; runs of blanks become one space."""
    plain = _INVISIBLE.sub("", text)
    return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in plain).split())


def initials(name: str) -> str:
    """The pinyin initials of a name in lower case; Latin letters and digits stay: 镇江示范醋业 → zjsfcy."""
    readings = " ".join(lazy_pinyin(name, style=Style.NORMAL, errors=_spelled))
    return "".join(reading[0] for reading in readings.split()).lower()


def _spelled(other: str) -> str:
    return " ".join(re.findall("[A-Za-z0-9]", other))


def grams(*texts: str) -> set[str]:
    """Every pair of neighbouring characters of the texts, in lower case."""
    lowered = [text.casefold() for text in texts]
    return {text[place : place + 2] for text in lowered for place in range(len(text) - 1)}


def telling_grams(text: str, most: int = 3) -> list[str]:
    """The few pairs of a search text that narrow a search; none if all its pairs are common ones."""
    return sorted(grams(text) - _COMMON, key=lambda gram: (gram.isascii(), gram))[:most]
