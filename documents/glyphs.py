"""Which characters the fonts of our documents have; one without a glyph would make the PDF no PDF/A."""

import struct
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts

STANDS_FOR_MISSING = "〓"


def set_with_marks(text: str) -> tuple[str, list[str]]:
    """The text with 〓 for each character without a glyph, and the code points it stands for."""
    have, missing, shown = _covered(), [], []
    for char in text:
        if ord(char) in have or char in "\n\u200b":
            shown.append(char)
        elif char.isprintable():
            shown.append(STANDS_FOR_MISSING)
            missing.append(f"U+{ord(char):04X}")
    return "".join(shown), missing


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    return _characters(Path(fonts.serif_path())) & _characters(Path(fonts.sans_path()))


def _characters(font: Path) -> frozenset[int]:
    """The code points of an OpenType font, from the format 12 subtable of its cmap."""
    data = font.read_bytes()
    start = _subtable(data, _table(data, b"cmap"))
    (count,) = struct.unpack_from(">I", data, start + 12)
    found: set[int] = set()
    for group in range(count):
        first, last, _glyph = struct.unpack_from(">III", data, start + 16 + 12 * group)
        found.update(range(first, last + 1))
    return frozenset(found)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for record in range(count):
        name, _check, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * record)
        if name == tag:
            return int(offset)
    raise ValueError("the font has no such table")


def _subtable(data: bytes, cmap: int) -> int:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for record in range(count):
        (offset,) = struct.unpack_from(">I", data, cmap + 4 + 8 * record + 4)
        (form,) = struct.unpack_from(">H", data, cmap + offset)
        if form == 12:
            return int(cmap + offset)
    raise ValueError("the font has no format 12 cmap")
