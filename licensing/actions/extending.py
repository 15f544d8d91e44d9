"""The extension of a case (Art. 42) as the applicant hears of it: approved, with its notice, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.actions.frame import acting_on_case
from licensing.actions.writing import Letter, tell_applicant, told_of, write
from licensing.letters import Content, Matter
from licensing.time_letters import Moved, extension
from organization.models import Person
from workdays.calendar import Calendar
from workdays.store import current_calendar
from workflow.actions import approve_extension as approve
from workflow.models import Case, ExtensionRequest
from workflow.refusals import NotThereError

BODY = gettext_lazy("延长 {days} 个工作日。理由：{reason}。延期决定告知书写明了新的日期。")
Dues = tuple[date | None, date | None]


def approve_extension(request_id: int, *, by: Person, at: datetime, word: str = "") -> Case:
    """Both clocks move, the 延期决定告知书 is issued and the applicant told (Art. 42): all of it, or nothing.

    Refused as the engine refuses it (LegalRefusal art42.*); whoever was first is named.
    """
    asked = ExtensionRequest.objects.filter(pk=request_id, case__application__isnull=False).first()
    if asked is None:
        raise NotThereError
    with acting_on_case("case.extend", asked.case_id, by=by, at=at) as application:
        before, issued = dues_of(application.case), list[Document]()

        def papers(case: Case) -> Mapping[str, str]:
            letter = extension_letter(case, asked, before, dues_of(case), calendar=current_calendar())
            issued.append(write(DocumentKind.EXTENSION, application, letter, by=by, at=at, case=case))
            return told_of(issued[0])

        application.case = approve(request_id, by=by, at=at, word=word, facts=papers)
        body = format_lazy(BODY, days=asked.days, reason=asked.reason.rstrip("。."))
        tell_applicant(application, "clock.extended", gettext_lazy("办理期限延长"), body, at=at)
        return application.case


def dues_of(case: Case) -> Dues:
    """Both due dates as they stand."""
    return case.promised_on, case.statutory_on


def extension_letter(
    case: Case, asked: ExtensionRequest, before: Dues, after: Dues, *, calendar: Calendar
) -> Letter:
    """The words of the 延期决定告知书; a preview shows the same."""
    promised, statutory = (
        Moved(old, new, new is not None and calendar.is_provisional(new))
        for old, new in zip(before, after, strict=True)
    )

    def letter(matter: Matter) -> Content:
        return extension(
            matter,
            days=asked.days,
            reason=asked.reason,
            is_joint=case.process.is_joint,
            accepted_on=case.accepted_on or case.received_on,
            promised=promised,
            statutory=statutory,
        )

    return letter
