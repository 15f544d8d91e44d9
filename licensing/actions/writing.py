"""Issuing an application's documents in its language, and telling the applicant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, override

from documents.actions import issue, ledger_facts
from documents.kinds import DocumentKind
from documents.models import Attachment, Document
from licensing.letters import Content, Due, Matter
from licensing.models import Application
from licensing.slots import opinion_slot
from notices.actions import notify
from organization.models import Person
from parties.models import Representative
from records.languages import in_language_lazy
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.reckoning import Unit, reckon
from workflow.models import Case, Task

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CODES = {"zh": "zh-hans", "en": "en"}
CITING = frozenset({DocumentKind.GRANT, DocumentKind.LICENCE})
Letter = Callable[[Matter], Content]
ABOUT = gettext_lazy("{item}（{number}）：{said}")


def matter_of(application: Application, case: Case, *, with_bases: bool) -> Matter:
    """What every letter about this application names, in its language; the bases where it cites them."""
    version = application.item_version
    english = application.language == "en"
    bases = version.bases.order_by("order") if with_bases else ()
    return Matter(
        number=case.number,
        item=version.name_en if english else version.name,
        item_code=version.item.code,
        nature=version.nature,
        recipient=case.party.name,
        received_on=application.received_on,
        bases=tuple(basis.title_in_words() for basis in bases),
        entrusted_by=version.entrusted_by,
        language=application.language,
    )


def write(
    kind: DocumentKind,
    application: Application,
    letter: Letter,
    *,
    by: Person | None,
    at: datetime,
    case: Case | None = None,
    expires_on: date | None = None,
) -> Document:
    """Issue one document about the application; its number is taken last, in the act's transaction."""
    case = case or application.case
    with override(CODES[application.language]):
        content = letter(matter_of(application, case, with_bases=kind in CITING))
    return issue(
        kind,
        subject=case.subject,
        recipient=case.party,
        content=content,
        by=by,
        at=at,
        language=application.language,
        expires_on=expires_on,
    )


def told_of(document: Document) -> Mapping[str, str]:
    """What the act's ledger line says of its document."""
    return ledger_facts(document)


def attached(task: Task) -> dict[str, list[list[str]]]:
    """What an act's line says of the files that came with it: name and hash of each."""
    subject = task.case.subject
    files = Attachment.objects.of(subject.kind, subject.key).filter(slot=opinion_slot(task))
    rows = [[file.name, file.sha256] for file in files]
    return {"attachments": rows} if rows else {}


def due(since: date, days: int, calendar: Calendar, unit: str = Unit.WORKING) -> Due:
    """A due date as a letter prints it."""
    reckoning = reckon(since, days, calendar=calendar, unit=Unit(unit))
    return Due(reckoning.due_on, days, reckoning.provisional)


def tell_applicant(
    application: Application,
    kind: str,
    title: StrOrPromise,
    body: StrOrPromise,
    *,
    at: datetime,
    version: str = "",
) -> None:
    """One notice, naming item and case, to each person with an account who acts for the applicant today.

    Once for each `version`; else once for each line of the case.
    """
    case, on = application.case, local_day(at)
    holding = Representative.objects.filter(party_id=case.party_id).holding(on).values("person")
    people = list(Person.objects.active().filter(pk__in=holding))
    if people:
        url = f"/portal/cases/{case.number}/"
        notify(
            kind=kind,
            subject=case.subject,
            version=version or str(case.last_seq),
            to=people,
            title=title,
            body=format_lazy(
                ABOUT, item=in_language_lazy(case.title, case.title_en), number=case.number, said=body
            ),
            url=url,
            at=at,
        )
