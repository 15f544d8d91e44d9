"""What verification says of a code: genuine or not, where it stands, what may be shown of it."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from documents import codes, signing
from documents.models import Document
from documents.standing import Standing
from parties.identifiers import masked_name

# Checked where a code is unknown, so that the answer takes as long as for a known one.
_NOBODY = b"\x00" * 64
_NUMBER = re.compile(r"[〔［\[（(]\s*\d{4}\s*[〕］\])）]|第\s*\d+\s*号")


@dataclass(frozen=True)
class Finding:
    """What the public is told of a document."""

    document: Document
    standing: Standing
    is_genuine: bool
    recipient: str

    @property
    def holds(self) -> bool:
        """Whether it is ours and in force."""
        return self.is_genuine and self.standing is Standing.VALID

    @property
    def headline(self) -> str:
        """The answer in one line."""
        if not self.is_genuine:
            return _("对不上：内容与签发时不一致，不能采信")
        return {
            Standing.VALID: _("是真的，现在有效"),
            Standing.SUPERSEDED: _("发过，但已被新的文书替代"),
            Standing.REVOKED: _("发过，但已撤销，不能再用"),
            Standing.EXPIRED: _("发过，但已过期"),
        }[self.standing]

    @property
    def fingerprint(self) -> str:
        """The first 64 bits of the hash in groups, to compare by eye."""
        digits = self.document.sha256[:16]
        return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def check(typed: str, *, on: date) -> Finding | None:
    """The document of a code, its hash and signature computed anew; None where there is none."""
    document = Document.objects.filter(verify_code=codes.read(typed)).select_related("supersedes").first()
    if document is None:
        signing.verifies(signing.current_public_key(), signing.SAMPLE_SIGNATURE, _NOBODY)
        return None
    name = document.recipient_name
    return Finding(
        document=document,
        standing=document.standing_on(on),
        is_genuine=signing.is_genuine(document),
        recipient=masked_name(name) if document.recipient_is_person else name,
    )


def is_number(typed: str) -> bool:
    """Whether what was typed is a number of a document (第0015号, 〔2026〕) and no code."""
    return _NUMBER.search(typed) is not None


def doubt(typed: str) -> str:
    """What looks mistyped in an unknown code, in words; empty where nothing does."""
    code = codes.read(typed)
    for place, char in enumerate(code, start=1):
        if char not in codes.ALPHABET:
            return _("您输入的第 %(place)d 位“%(char)s”不是验证码用的字符。") % {"place": place, "char": char}
    if len(code) != codes.LENGTH:
        words = {"length": codes.LENGTH, "given": len(code)}
        return _("验证码是 %(length)d 位，您输入了 %(given)d 位。") % words
    return ""
