"""Verification codes: 80 random bits in Crockford's base32, forgiving in how they are typed.

Crockford's alphabet leaves out I, L, O and U; what a reader takes for them is read as 1, 1, 0 (and U as V).
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_CONFUSED = str.maketrans("OILU", "011V")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def new_code() -> str:
    """Sixteen characters, 80 bits."""
    return encoded(secrets.token_bytes(10))


def encoded(raw: bytes) -> str:
    """Ten bytes as sixteen characters."""
    number = int.from_bytes(raw, "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def decoded(code: str) -> bytes:
    """The ten bytes behind a code."""
    number = 0
    for char in read(code):
        number = number << 5 | ALPHABET.index(char)
    return number.to_bytes(10, "big")


def read(typed: str) -> str:
    """The code as kept, however typed: any case, hyphens, blanks, full width, O for 0, I and L for 1."""
    plain = re.sub(r"[\s\u2010-\u2015-]", "", typed.translate(_FULL_WIDTH))
    return plain.upper().translate(_CONFUSED)


def is_code(code: str) -> bool:
    """Whether a read code could be one of ours."""
    return len(code) == LENGTH and all(char in ALPHABET for char in code)


def grouped(code: str) -> str:
    """The code in groups of four, as printed."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
