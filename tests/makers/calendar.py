"""Makers for the entry of a year: its file, and cases whose clocks reach into the year still to come."""

import json
from datetime import date, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.makers.organization import Cast
from tests.makers.workdays import moment, notice_2027
from tests.makers.workflow import a_case, clocks, task_of
from workdays.yearnotice import YearNotice
from workflow.actions import Outcome, complete
from workflow.models import Case, Process, YearDraft

DECEMBER = moment("2026-12-21")


def year_file(notice: YearNotice | None = None, **changes: object) -> str:
    """The notice of 2027 as its file writes it."""
    one = notice or notice_2027()
    entry: dict[str, object] = {
        "year": one.year,
        "document_no": one.document_no,
        "title": "示范通知",
        "issuer": "示范机关",
        "issued_on": str(one.issued_on),
        "off": [[str(span.first_on), str(span.last_on), span.name] for span in one.off],
        "work": [str(on) for on in one.makeup],
        **changes,
    }
    return json.dumps({key: value for key, value in entry.items() if value is not None})


def a_case_over_new_year(
    people: Cast, process: Process | None = None, *, at: datetime = DECEMBER, promised: int = 30
) -> Case:
    """A case accepted in December whose promise (2027-02-02 by rule) and law lie in 2027."""
    case = a_case(people, process, at=at)
    start = clocks(at.date(), promised, 35)
    return complete(task_of(case, "intake").pk, Outcome.ACCEPTED, by=people.clerk, at=at, clocks=start)


def days(*texts: str) -> list[date]:
    """Days written short."""
    return [date.fromisoformat(text) for text in texts]


def preview(client: Client, text: str | None = None) -> Any:
    """The notice given as text, and the page that answers."""
    return client.post(reverse("calendar_enter"), {"text": text or year_file()}, follow=True)


def confirm(client: Client, **changes: str) -> Any:
    """The confirmation of the person's draft as its page sends it."""
    draft = YearDraft.objects.get(version=None)
    data = {"draft": str(draft.pk), "seen": draft.seen, **changes}
    return client.post(reverse("calendar_draft"), data, follow=True)
