"""Identifiers of parties: credit, organisation and identity codes; each refusal names the failed check.

Pure. Sources: GB 32100 (统一社会信用代码), GB 11714 (组织机构代码), GB 11643 (公民身份号码).
"""

import re
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_ID_CHECKS = "10X98765432"
# GB/T 2260; 71 台湾, 81–83 港澳台居民居住证.
_PROVINCES = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46} | {
    *(50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83)
}
_FIRST_BIRTH = date(1900, 1, 1)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class IdentifierError(ValueError):
    """An identifier failed a check; the message is what the clerk sees, `check` names the check."""

    def __init__(self, check: str, message: str | Promise) -> None:
        self.check = check
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return str(self.message)


def tidied(text: str) -> str:
    """The identifier as typed, in capitals and half width, without spaces and hyphens."""
    return re.sub(r"[\s\u200b\ufeff-]", "", text.translate(_FULL_WIDTH)).upper()


def check_uscc(text: str) -> str:
    """The tidied credit code; raises IdentifierError naming 长度, 字符, 第9位 or 第18位."""
    code = tidied(text)
    _check_length(code, 18, _("统一社会信用代码应为 18 位，现为 %(given)d 位（长度不对）。"))
    _check_alphabet(code)
    _check_last(code)
    _check_ninth(code)
    return code


def check_org_code(text: str) -> str:
    """The tidied nine-character organisation code in use before 2015-10-01; raises IdentifierError."""
    code = tidied(text)
    _check_length(code, 9, _("组织机构代码应为 9 位，现为 %(given)d 位（长度不对）。"))
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        raise IdentifierError(
            "alphabet", _("组织机构代码前 8 位只能是数字和大写字母，第 9 位是数字或 X（字符不对）。")
        )
    if code[8] != org_check(code[:8]):
        raise IdentifierError("ninth", _("组织机构代码第 9 位校验码不对，请核对。"))
    return code


def check_id_number(text: str, *, today: date | None = None) -> str:
    """The tidied identity number; raises IdentifierError naming 长度, 字符, 区划, 出生日期 or 第18位."""
    number = tidied(text)
    _check_length(number, 18, _("身份证号应为 18 位，现为 %(given)d 位（长度不对）。"))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise IdentifierError("alphabet", _("身份证号前 17 位是数字，第 18 位是数字或 X（字符不对）。"))
    if int(number[:2]) not in _PROVINCES:
        raise IdentifierError("region", _("身份证号第 1—2 位不是省级行政区划代码。"))
    _check_birth(number[6:14], today)
    if number[17] != id_check(number[:17]):
        raise IdentifierError("eighteenth", _("身份证号第 18 位校验码不对，请核对。"))
    return number


def uscc_check(first17: str) -> str:
    """The 18th character that belongs to the first 17 (GB 32100)."""
    total = sum(
        USCC_ALPHABET.index(char) * weight for char, weight in zip(first17, _USCC_WEIGHTS, strict=True)
    )
    return USCC_ALPHABET[-total % 31]


def org_check(first8: str) -> str:
    """The 9th character that belongs to the first 8 (GB 11714)."""
    total = sum(_ORG_ALPHABET.index(char) * weight for char, weight in zip(first8, _ORG_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def id_check(first17: str) -> str:
    """The 18th character that belongs to the first 17 digits (GB 11643)."""
    return _ID_CHECKS[
        sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True)) % 11
    ]


def masked(number: str) -> str:
    """An identity card number as pages show it: three characters, dots, the last one."""
    return f"{number[:3]}{'*' * 14}{number[-1:]}"


def masked_name(name: str) -> str:
    """A person's name as public pages show it: the first character and asterisks."""
    return name[:1] + "*" * max(len(name) - 1, 1)


def _check_length(code: str, wanted: int, message: Promise) -> None:
    if len(code) != wanted:
        raise IdentifierError("length", message % {"given": len(code)})


def _check_alphabet(code: str) -> None:
    for place, char in enumerate(code, start=1):
        if char not in USCC_ALPHABET:
            message = _("第 %(place)d 位“%(char)s”不是代码字符（只用数字和除 I、O、S、V、Z 外的大写字母）。")
            raise IdentifierError("alphabet", message % {"place": place, "char": char})


def _check_last(code: str) -> None:
    if code[17] != uscc_check(code[:17]):
        raise IdentifierError("eighteenth", _("统一社会信用代码第 18 位校验码不对，请核对。"))


def _check_ninth(code: str) -> None:
    if code[16] != org_check(code[8:16]):
        raise IdentifierError(
            "ninth", _("统一社会信用代码中的组织机构代码（第 9—17 位）的第 9 位校验码不对，请核对。")
        )


def _check_birth(digits: str, today: date | None) -> None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        born = date.min
    if born < _FIRST_BIRTH or (today is not None and born > today):
        raise IdentifierError("birth", _("身份证号第 7—14 位不是可能的出生日期。"))
