"""Case numbers with their check digit, and the secret codes of public queries."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import date

from django.utils.translation import gettext as _
from stdnum.iso7064 import mod_11_10

MAX_SERIAL = 99_999
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12  # 60 bits
_SHAPE = re.compile(r"^(\d{6})-?(\d{8})-?(\d{5})-?(\d)$")
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212\uff0d]+")
_READ_AS = str.maketrans("OIL", "011")


class NumberError(ValueError):
    """A case number that cannot be one; the message says what is wrong with it."""


def case_number(district_code: str, on: date, serial: int) -> str:
    """District 6 + date 8 + serial 5 + check digit (ISO 7064 MOD 11,10 over the 19 digits)."""
    if not 1 <= serial <= MAX_SERIAL:
        raise NumberError(_("当日案号流水已用尽。"))
    digits = f"{district_code}{on:%Y%m%d}{serial:05d}"
    return f"{digits[:6]}-{digits[6:14]}-{digits[14:]}-{mod_11_10.calc_check_digit(digits)}"


def check_case_number(text: str) -> str:
    """The number in its one spelling; full-width digits, other dashes and none are read too (NumberError)."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip())
    match = _SHAPE.match(plain)
    if match is None:
        raise NumberError(_("案号由 20 位数字组成，例如 321100-20261124-00017-0。"))
    if not mod_11_10.is_valid("".join(match.groups())):
        raise NumberError(_("案号校验位不符，请核对输入。"))
    return "-".join(match.groups())


def new_query_code() -> str:
    """A secret of 60 bits for public queries, told to the applicant once."""
    return "".join(secrets.choice(CROCKFORD) for _place in range(CODE_LENGTH))


def spaced(code: str) -> str:
    """The code in groups of four, as printed."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def read_query_code(text: str) -> str:
    """What the applicant typed, in the codes' alphabet: case, dashes and usual confusions do not matter."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    return "".join(sign for sign in plain if sign in CROCKFORD)


def query_digest(number: str, code: str, *, key: bytes) -> str:
    """What is stored of a code: HMAC-SHA-256 over the case number and the code."""
    said = f"{number}\x00{read_query_code(code)}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def same_digest(stored: str, given: str) -> bool:
    """Whether two digests are the same, in a time that does not depend on where they differ."""
    return hmac.compare_digest(stored.encode(), given.encode())
