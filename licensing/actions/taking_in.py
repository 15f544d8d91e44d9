"""The window's intake in one go: receipt, verdicts and the window's word, together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from documents.models import Attachment
from licensing.actions.accepting import accept
from licensing.actions.attaching import DRAFT, adopt_files
from licensing.actions.checking import set_verdicts
from licensing.actions.correcting import request_correction
from licensing.actions.drafting import discard_draft
from licensing.actions.frame import attempt
from licensing.actions.receiving import Filing, Receipt, receive_application
from licensing.actions.refusing import Ground, declare_not_required, refuse_acceptance
from licensing.models import Application
from licensing.slots import material_of
from licensing.verdicts import Given
from organization.models import Person
from records.chain import Subject


class Conclusion(TextChoices):
    """The window's word on what lies before it; KEEP leaves it for later, within five working days."""

    KEEP = "keep", _("先收件")
    ACCEPT = "accept", _("受理")
    CORRECT = "correct", _("一次告知补正")
    NOT_OURS = "not_ours", _("不属本机关")
    NOT_REQUIRED = "not_required", _("无需许可")
    BARRED = "barred", _("不予受理")


@dataclass(frozen=True)
class Saying:
    """The conclusion with what it must say."""

    conclusion: Conclusion
    reasons: str = ""
    whom: str = ""
    term_days: int | None = None


TAKING = frozenset({Conclusion.KEEP, Conclusion.ACCEPT, Conclusion.CORRECT})
"""The words with which materials stay at the window; with the others they are handed back at once."""


def take_in(filing: Filing, given: Iterable[Given], saying: Saying, *, by: Person, at: datetime) -> Receipt:
    """Receive, check and conclude in one transaction, one ledger line for each of the three.

    A refusal leaves nothing behind but its trace, so the clerk's form goes on as it was; the same token
    again returns the first receipt and changes nothing. The draft of the same token is forgotten.
    """
    rows = tuple(given)
    filing = replace(
        filing,
        to_be_refused=saying.conclusion == Conclusion.BARRED,
        takes_materials=saying.conclusion in TAKING,
        given=rows,
        filed=_filed(filing.token),
    )
    with attempt("application.take_in", Subject("item", filing.version.item.code), by=by, at=at):
        receipt = receive_application(filing, by=by, at=at)
        if not receipt.query_code:
            return receipt
        application = receipt.application
        if rows:
            set_verdicts(application.pk, rows, by=by, at=at)
        adopt_files(application, filing.token, by=by, at=at)
        conclude(application, saying, by=by, at=at, token=filing.token)
        discard_draft(filing.token, by=by)
        application.refresh_from_db()
        return receipt


def _filed(token: str) -> frozenset[str]:
    """The materials of which a file lies with the draft."""
    slots = Attachment.objects.of(DRAFT, token).values_list("slot", flat=True)
    return frozenset(material_of(slot) for slot in slots)


def conclude(application: Application, saying: Saying, *, by: Person, at: datetime, token: str = "") -> None:
    """Speak the window's word on an application already received."""
    _SPEAK[saying.conclusion](application.pk, saying, by, at, token)


def _keep(pk: int, saying: Saying, by: Person, at: datetime, token: str) -> None:
    return None


def _accept(pk: int, saying: Saying, by: Person, at: datetime, token: str) -> None:
    accept(pk, by=by, at=at, token=token)


def _correct(pk: int, saying: Saying, by: Person, at: datetime, token: str) -> None:
    request_correction(pk, by=by, at=at, term_days=saying.term_days, token=token)


def _not_ours(pk: int, saying: Saying, by: Person, at: datetime, token: str) -> None:
    said = {"reasons": saying.reasons, "whom": saying.whom}
    refuse_acceptance(pk, ground=Ground.NOT_OURS, by=by, at=at, token=token, **said)


def _not_required(pk: int, saying: Saying, by: Person, at: datetime, token: str) -> None:
    declare_not_required(pk, reasons=saying.reasons, by=by, at=at, token=token)


def _barred(pk: int, saying: Saying, by: Person, at: datetime, token: str) -> None:
    refuse_acceptance(pk, ground=Ground.BARRED, reasons=saying.reasons, by=by, at=at, token=token)


_SPEAK: dict[Conclusion, Callable[[int, Saying, Person, datetime, str], None]] = {
    Conclusion.KEEP: _keep,
    Conclusion.ACCEPT: _accept,
    Conclusion.CORRECT: _correct,
    Conclusion.NOT_OURS: _not_ours,
    Conclusion.NOT_REQUIRED: _not_required,
    Conclusion.BARRED: _barred,
}
