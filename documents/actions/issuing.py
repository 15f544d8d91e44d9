"""Issuing official documents, setting where they stand, and attaching files."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from documents import codes, signing
from documents.kinds import FORMS, DocumentKind, number_text
from documents.models import Document
from documents.standing import MOVES, Standing
from organization.models import Person
from parties.models import Party
from records.actions import record
from records.chain import Subject, canonical
from records.facts import plain_facts
from records.refusals import LegalRefusal
from workdays.days import local_day

# One statement counts on: its row stays locked until the caller's transaction ends, and a number taken by
# an act that is rolled back goes to the next. Alike on both databases.
_NEXT = """
INSERT INTO documents_series (kind, year, last_no) VALUES (%s, %s, 1)
ON CONFLICT (kind, year) DO UPDATE SET last_no = documents_series.last_no + 1 RETURNING last_no
"""
_SHORT_NAME = 4


class StandingRefusal(LegalRefusal):
    """A document cannot go from where it stands to the standing asked for."""


def issue(
    kind: DocumentKind,
    *,
    subject: Subject,
    recipient: Party | str,
    content: Mapping[str, Any],
    by: Person | None,
    at: datetime,
    language: str = "zh",
    expires_on: date | None = None,
    supersedes: Document | None = None,
) -> Document:
    """A numbered, hashed and signed document, in the caller's transaction.

    The caller puts `ledger_facts(document)` into the line of the act. Issue late in the transaction and, if
    several, in the order of DocumentKind: the series stays locked until the transaction ends.
    """
    document = _drafted(kind, subject, recipient, content, by, at, language)
    document.expires_on, document.supersedes = expires_on, supersedes
    document.serial_no = _next_number(kind, document.year)
    document.number = number_text(kind, document.year, document.serial_no)
    signing.sign(document, at=at).save(force_insert=True)
    if supersedes is not None:
        reason = _("由 %(number)s 替代") % {"number": document.number}
        set_standing(supersedes, Standing.SUPERSEDED, reason=reason, by=by, at=at)
    return document


def ledger_facts(document: Document) -> dict[str, str]:
    """What the ledger line of an act says of the document it issued."""
    return {"document": document.number, "document_sha256": document.sha256}


def set_standing(
    document: Document, standing: Standing, *, by: Person | None, at: datetime, reason: str = ""
) -> Document:
    """The document stands so from today on; it can lose its force, never regain it (StandingRefusal)."""
    old = Standing(document.standing)
    since = local_day(at)
    rows = Document.objects.filter(pk=document.pk, standing=old)
    if standing not in MOVES[old] or not rows.update(
        standing=standing, standing_since=since, standing_reason=reason[:300]
    ):
        message = _("文书%(number)s的状态是“%(old)s”，不能再改为“%(new)s”。")
        words = {"number": document.number, "old": old.label, "new": standing.label}
        raise StandingRefusal("document.no_such_move", message % words)
    document.standing, document.standing_since, document.standing_reason = standing, since, reason[:300]
    chain = Subject("document", document.number)
    record(chain, "document.standing_changed", by=by, at=at, old=old, new=standing, reason=reason[:300])
    return document


def _drafted(
    kind: DocumentKind,
    subject: Subject,
    recipient: Party | str,
    content: Mapping[str, Any],
    by: Person | None,
    at: datetime,
    language: str,
) -> Document:
    form, issued_on = FORMS[kind], local_day(at)
    name, is_person = _recipient(recipient)
    return Document(
        kind=kind,
        year=issued_on.year,
        title=str(content.get("title") or (form.title_en if language == "en" else form.title)),
        subject_kind=subject.kind,
        subject_key=subject.key,
        recipient_name=name,
        recipient_is_person=is_person,
        language=language,
        canonical_content=canonical(plain_facts(content)),
        verify_code=codes.new_code(),
        issued_on=issued_on,
        issued_at=at,
        issued_by_id=by.pk if by else None,
        issued_by_name=by.name if by else "",
    )


def _recipient(recipient: Party | str) -> tuple[str, bool]:
    # A bare name of four characters or fewer is taken for a person's: verification then masks it.
    if isinstance(recipient, str):
        return recipient, len(recipient) <= _SHORT_NAME
    return recipient.name, recipient.is_person


def _next_number(kind: DocumentKind, year: int) -> int:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is taken in the transaction of the act.")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [kind.value, year])
        (number,) = cursor.fetchone()
    return int(number)
