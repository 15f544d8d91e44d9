"""The sheet on the clerk's desk: the typed fields read as party, item, answers and checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from documents.models import Attachment
from licensing.actions import Filing, Given
from licensing.answering import context_on, form_of, is_wanted
from licensing.entitling import entitlement_of
from licensing.fields import AnswerForm, Answers, Context, Definition, answers_in, check_answers
from licensing.forms.window import ArrivalForm
from licensing.intake.lines import Line, lines_of
from licensing.intake.typed import Typed
from licensing.models import Application, Item, ItemVersion, Material
from licensing.states import Channel
from organization.models import Person
from parties.models import Agent, Entitlement, Party
from records.chain import Subject

__all__ = ["Line", "Sheet", "ShownErrors"]
ARRIVAL = ("agent", "presenter", "mobile", "channel", "received_on", "district", "green", "language", "note")


class ShownErrors(Enum):
    """Which errors of the form are shown; an incomplete form is received all the same."""

    NONE = "none"
    MALFORMED = "malformed"
    ALL = "all"


@dataclass(frozen=True)
class Sheet:
    """An intake as it stands on a day; of an application already received, party and item are settled."""

    typed: Typed
    clerk: Person
    today: date
    token: str
    application: Application | None = None
    shown_errors: ShownErrors = ShownErrors.NONE
    line_errors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def party(self) -> Party | None:
        if self.application is not None:
            return self.application.case.party
        found = self.typed.get("party")
        if not found.isdecimal():
            return None
        seen = Party.objects.visible_to(self.clerk, on=self.today).select_related("district")
        return seen.filter(pk=found[:18]).first()

    @cached_property
    def version(self) -> ItemVersion | None:
        """The version an application of that day falls under."""
        if self.application is not None:
            return self.application.item_version
        item = Item.objects.filter(code=self.typed.get("item")).first()
        return item.version_on(self.received_on) if item else None

    @cached_property
    def received_on(self) -> date:
        """The day Art. 32 counts from: for letters the day of arrival, else today.

        A day that cannot be (the form says so) is read as today.
        """
        if self.application is not None:
            return self.application.received_on
        day = self.typed.day("received_on")
        if self.typed.get("channel") in ("", Channel.WINDOW) or day is None:
            return self.today
        return day if date(self.today.year - 1, 1, 1) <= day <= self.today else self.today

    @cached_property
    def agent(self) -> Agent | None:
        """Who acts for the party by a power of attorney, if chosen."""
        chosen = self.typed.get("agent")
        if self.party is None or not chosen.isdecimal():
            return None
        return self.party.agents.filter(pk=chosen[:18]).first()

    @cached_property
    def entitlement(self) -> Entitlement | None:
        """What opens the green channel to the party today, if anything."""
        return entitlement_of(self.party, self.today) if self.party else None

    @property
    def responsible(self) -> Person:
        """Who answers for the application until somebody takes it over (首问责任)."""
        application = self.application
        return (application.case.responsible if application else None) or self.clerk

    @property
    def is_green(self) -> bool:
        if self.application is not None:
            return self.application.entitlement_id is not None
        return bool(self.typed.get("green")) and self.entitlement is not None

    @cached_property
    def arrival(self) -> ArrivalForm:
        """The fields of who came and how, as typed; nothing is objected to yet."""
        typed = {name: self.typed.get(name) for name in ARRIVAL if name in self.typed.fields}
        return ArrivalForm(initial={**self.contact, **typed}, party=self.party, today=self.today)

    @property
    def contact(self) -> dict[str, str]:
        """What the register says of the party's contact: how its sheet begins."""
        party = self.party
        if party is None:
            return {}
        return {
            "presenter": party.contact_name or party.legal_representative,
            "mobile": party.contact_mobile,
            "district": party.district_id,
            "green": "on" if self.entitlement else "",
        }

    def arrived(self) -> ArrivalForm:
        """The same fields as sent, to be checked."""
        return ArrivalForm(self.typed.fields, party=self.party, today=self.today)

    @cached_property
    def definition(self) -> Definition | None:
        return form_of(self.version) if self.version else None

    @cached_property
    def raw(self) -> dict[str, Any]:
        """The answers as typed."""
        return answers_in(self.definition, self.typed.fields) if self.definition else {}

    @cached_property
    def context(self) -> Context:
        return context_on(self.received_on)

    @cached_property
    def answers(self) -> Answers:
        """The answers as the act will check them."""
        if self.definition is None:
            return Answers()
        return check_answers(self.definition, self.raw, context=self.context)

    @cached_property
    def answer_form(self) -> AnswerForm | None:
        if self.definition is None:
            return None
        return AnswerForm(self.definition, self.raw, self.context, self._objected())

    def _objected(self) -> Answers | None:
        """What the form shows as wrong: nothing, what is not of its field, or also what is missing."""
        if self.shown_errors == ShownErrors.MALFORMED:
            return Answers(self.answers.values, self.answers.malformed)
        return self.answers if self.shown_errors == ShownErrors.ALL else None

    @property
    def labels(self) -> dict[str, str]:
        """What the fields of the form are called, by key."""
        return {each.key: each.title for each in self.definition.fields} if self.definition else {}

    @cached_property
    def materials(self) -> list[Material]:
        """What the answers make necessary, in the order of the guide."""
        if self.version is None:
            return []
        asked = self.version.materials.filter(is_asked=True).select_related("basis").order_by("order")
        return [material for material in asked if is_wanted(material, self.answers.values)]

    @cached_property
    def lines(self) -> list[Line]:
        subject = self.subject
        return lines_of(
            self.materials,
            self.typed,
            today=self.today,
            is_entitled=self.entitlement is not None,
            files=Attachment.objects.of(subject.kind, subject.key),
            errors=self.line_errors,
        )

    @property
    def listed(self) -> str:
        """The checklist in short: a page that shows this one already need not be shown it again."""
        keys = " ".join(line.key + ("+" if line.may_promise else "") for line in self.lines)
        return f"{self.version.pk if self.version else ''} {keys}"

    @property
    def subject(self) -> Subject:
        """To what files belong: the case, or the draft while there is none."""
        return self.application.subject if self.application else Subject("draft", self.token)

    @property
    def given(self) -> list[Given]:
        """The verdicts spoken so far."""
        return [line.given for line in self.lines if line.given]

    def filing(self, facts: Mapping[str, Any]) -> Filing:
        """What the act takes; `facts` are the cleaned fields of who came and how."""
        if self.version is None or self.party is None:
            raise ValueError("A filing needs its party and its item.")
        return Filing(
            version=self.version,
            party=self.party,
            token=self.token,
            channel=Channel(facts["channel"]),
            received_on=self.received_on,
            district=facts["district"],
            answers=self.raw,
            agent=facts["agent"],
            presenter=facts["presenter"],
            mobile=facts["mobile"],
            language=facts["language"],
            note=facts["note"],
            asks_for_green_channel=facts["green"],
        )
