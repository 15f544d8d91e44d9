"""What the page of an intake shows of a sheet; the fragments that replace a part of it show the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from licensing.actions import Conclusion
from licensing.fields.posted import name_of
from licensing.forms.window import ArrivalForm, SayingForm
from licensing.intake import Prospects, Sheet, ShownErrors, known_of, prospects_of
from licensing.intake_days import shortened
from licensing.legality import Handling
from licensing.models import Draft, ItemVersion
from records.languages import in_language
from workdays.reckoning import Reckoning, Unit, reckon
from workdays.store import current_calendar
from workflow.definitions import graph_of
from workflow.limits import fewest_days

PAGE = "page"
"""The field that names the page a sheet was typed on; a draft remembers which page saved it last."""

# The parts of the page whose change touches others.
REFRESHED = ("party", "item", "arrival", "answers", "checklist")


@dataclass
class Faults:
    """What is wrong with a sent sheet, each with the place it stands at."""

    found: list[tuple[str, str]] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    party: str = ""
    item: str = ""
    answers: ShownErrors = ShownErrors.NONE

    def add(self, words: str, place: str = "") -> None:
        self.found.append((place, words))

    def add_answers(self, sheet: Sheet) -> None:
        """What the item's form objects to, each error with its field."""
        for path, messages in sheet.answers.malformed.items():
            label = sheet.labels.get(path.split(".")[0], path)
            self.add(_("{label}：{words}").format(label=label, words=messages[0]), name_of(*path.split(".")))

    def add_form(self, form: ArrivalForm | SayingForm) -> None:
        """Everything a form objects to, at its fields."""
        for bound in form:
            for words in bound.errors:
                said = _("{label}：{words}").format(label=bound.label, words=words)
                self.add(said, bound.id_for_label or "")


def page_of(
    sheet: Sheet,
    *,
    draft: Draft | None,
    page: str = "",
    faults: Faults | None = None,
    arrival: ArrivalForm | None = None,
    saying: SayingForm | None = None,
) -> dict[str, Any]:
    """The whole page; `page`, `arrival` and `saying` as sent, where something was refused."""
    prospects = prospects_of(sheet)
    typed = {name: sheet.typed.get(name) for name in SayingForm.base_fields if name in sheet.typed.fields}
    return {
        "page": page or uuid4().hex,
        "is_new": sheet.application is None,
        "revision": draft.revision if draft else 0,
        "sheet": sheet,
        "urls": urls_of(sheet),
        "draft": draft,
        "faults": faults or Faults(),
        "answers_wrong": sheet.shown_errors != ShownErrors.NONE,
        "arrival": arrival or sheet.arrival,
        "saying": saying or SayingForm(initial=typed),
        "known": known_of(sheet),
        "prospects": prospects,
        "party_words": sheet.party.name if sheet.party else sheet.typed.get("party_words"),
        "item_words": sheet.version.title if sheet.version else sheet.typed.get("item_words"),
        "counted": Counter(line.verdict for line in sheet.lines),
        **rail_of(sheet, prospects),
    }


def urls_of(sheet: Sheet) -> dict[str, str]:
    """Where the page saves itself and asks for its parts."""
    of_case = sheet.application is not None
    key = sheet.application.case.number if sheet.application else sheet.token
    name = "window_case" if of_case else "intake"
    parts = {part: reverse(f"{name}_refresh", args=[key, part]) for part in REFRESHED}
    return {"save": reverse(f"{name}_save", args=[key]), **parts}


def rail_of(sheet: Sheet, prospects: Prospects) -> dict[str, Any]:
    """The right-hand side: what may be said now, and what follows if it is accepted today."""
    return {
        "outcomes": prospects.by_name,
        "primary": prospects.primary,
        "handling": Handling(sheet.version.handling).label if sheet.version else "",
        "if_accepted": if_accepted(sheet, prospects),
        "working_query": _working_query(sheet, prospects),
    }


@dataclass(frozen=True)
class IfAccepted:
    """Both dates of an acceptance on a day, and what does not count in them."""

    promised: Reckoning
    statutory: Reckoning
    uncounted: list[str]
    is_deemed: bool
    crowded_steps: int
    """How many steps follow each other where they outnumber the days of the promise; else 0."""


def if_accepted(sheet: Sheet, prospects: Prospects) -> IfAccepted | None:
    """What follows if the sheet is accepted today; None without an item that has limits."""
    version, is_deemed = sheet.version, prospects.word.is_deemed_accepted
    if version is None or version.promised_limit is None:
        return None
    factor = sheet.entitlement.promise_factor if sheet.is_green and sheet.entitlement else None
    since = sheet.received_on if is_deemed else sheet.today
    promised, statutory = reckonings(version, since, factor)
    steps = fewest_days(graph_of(version.process_id)) if version.process_id and factor else 0
    crowded = steps if steps > promised.limit else 0
    return IfAccepted(promised, statutory, _uncounted(version), is_deemed, crowded)


def _working_query(sheet: Sheet, prospects: Prospects) -> str:
    """What the working of both dates needs to know beside the item."""
    since = sheet.received_on if prospects.word.is_deemed_accepted else sheet.today
    factor = int(sheet.entitlement.promise_factor * 100) if sheet.is_green and sheet.entitlement else 100
    return urlencode({"since": since.isoformat(), "factor": factor})


def reckonings(version: ItemVersion, since: date, factor: Decimal | None) -> tuple[Reckoning, Reckoning]:
    """The promised and the statutory date of an acceptance counted from a day."""
    calendar, unit = current_calendar(), Unit(version.limit_unit)
    promised = shortened(version.promised_limit or 0, factor)
    return (
        reckon(since, promised, calendar=calendar, unit=unit),
        reckon(since, version.statutory_limit or 0, calendar=calendar, unit=unit),
    )


def _uncounted(version: ItemVersion) -> list[str]:
    return [in_language(row.name, row.name_en) for row in version.uncounted.order_by("order")]


def word_of(value: str) -> Conclusion | None:
    """The conclusion a button stands for."""
    return Conclusion(value) if value in Conclusion.values else None
