"""The bureau of the journeys: everybody at a desk, a firm of 镇江新区 that applies, its case."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from django.core.management import call_command

from licensing.models import Application
from organization.models import Person
from parties.actions import appoint_representative
from parties.models import Party, RepresentativeRole
from tests.journeys.days import Days
from tests.journeys.desk import Desk, Page, Values
from tests.makers.licensing import World, a_world, good_answers, task
from tests.makers.parties import a_natural_person, an_enterprise
from workflow.models import Case, Task

NUMBER = re.compile(r"\d{6}-\d{8}-\d{5}-\d")
QUERY_CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b(?!-)")
BEFORE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
FIRM = "镇江新区示范气体充装有限公司"


@dataclass(frozen=True)
class Taken:
    """What the applicant carries home from the window."""

    number: str
    code: str

    @property
    def case(self) -> Case:
        return Case.objects.get(number=self.number)

    @property
    def application(self) -> Application:
        return Application.objects.with_all().get(case__number=self.number)

    def task(self, step: str) -> Task:
        """The newest round of a step."""
        return task(self.application, step)


@dataclass
class Bureau:
    """Everybody by account name; a desk is opened when its person first acts."""

    world: World
    firm: Party
    days: Days = field(default_factory=Days)
    desks: dict[str, Desk] = field(default_factory=dict)

    def on(self, day: date) -> None:
        """Go on to that day: what is to be told has been sent by then, everybody signs in anew."""
        call_command("drain_notices", stdout=StringIO())
        self.days.go_to(day)
        self.desks.clear()

    def desk(self, who: str) -> Desk:
        if who not in self.desks:
            self.desks[who] = Desk(None if who == "anonymous" else self.person(who))
        return self.desks[who]

    def person(self, who: str) -> Person:
        found: Person = getattr(self.world, who, None) or getattr(self.world.cast, who)
        return found

    def take_in(self, item: str, *, act: str = "accept", wrong: Collection[str] = (), **given: Any) -> Taken:
        """The clerk fills in a sheet, saves it, comes back to it, and says the window's word."""
        clerk = self.desk("clerk")
        page = clerk.open("intake_new", party=str(self.applicant(item).pk), item=item)
        typed: dict[str, Any] = {"act": "save", **inputs_of(good_answers(item)), **given}
        page = clerk.send(page, **typed)
        judged: dict[str, Any] = {"act": "save", **verdicts(page, wrong)}
        page = clerk.send(page, **judged)
        return taken(clerk.send(page, act=act))

    def applicant(self, item: str) -> Party:
        return a_natural_person() if item == "QTS-06" else self.firm

    def do(self, who: str, taken: Taken, step: str, **given: Any) -> Page:
        """Find the task in one's inbox, open it from there, do it; afterwards it is gone from the inbox."""
        desk, found = self.desk(who), taken.task(step)
        assert f"/tasks/{found.pk}/" in " ".join(desk.open("inbox").links), f"{who} does not see {step}"
        page = desk.send(desk.open(self.way_to(desk, found)), **given)
        found.refresh_from_db()
        assert not found.is_open, f"{step} is still {found.state}"
        return page

    def hears(self, who: str) -> str:
        """Everything somebody's bell has rung for."""
        return self.desk(who).open("notices").words

    def way_to(self, desk: Desk, found: Task) -> str:
        """The link of the inbox that leads to the work itself."""
        others = "claim|reassign|delegate|consult|return|recall"
        work = re.compile(rf"/(window/)?tasks/{found.pk}/(?!{others})")
        links = [link for link in desk.open("inbox").links if work.match(link)]
        assert links, f"the inbox does not lead to {found}"
        return links[0]


def a_bureau(*items: str, days: Days | None = None) -> Bureau:
    """Everybody seated, the items loaded, the firm registered and represented by `enterprise`."""
    world = a_world(*items)
    firm = an_enterprise(FIRM, contact_name="江经办", contact_mobile="13800000008", at=BEFORE)
    appoint_representative(
        firm,
        person=world.cast.enterprise,
        role=RepresentativeRole.ADMINISTRATOR,
        first_on=date(2026, 1, 5),
        by=world.cast.clerk,
        at=BEFORE,
    )
    return Bureau(world, firm, days or Days())


def verdicts(page: Page, wrong: Collection[str] = ()) -> dict[str, Values]:
    """A verdict on every material the page lists: complete, or 补正 for the named ones."""
    sent: dict[str, Values] = {}
    for name in page.form("act").names:
        key = name.removeprefix("m-")
        if key in wrong:
            sent |= {name: "correct", f"rc-{key}": "unsigned"}
        elif key != name:
            sent[name] = "complete"
    return sent


def inputs_of(answers: Mapping[str, Any], *places: str) -> dict[str, Values]:
    """Answers under the names of the inputs they are typed into: `a-cylinders-0-kind`."""
    sent: dict[str, Values] = {}
    for key, value in answers.items():
        name = "-".join(("a", *places, key))
        if isinstance(value, Mapping):
            sent |= inputs_of(value, *places, key)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, row in enumerate(value):
                sent |= inputs_of(row, *places, key, str(number))
        else:
            sent[name] = [str(one) for one in value] if isinstance(value, list) else str(value)
    return sent


def taken(receipt: Page) -> Taken:
    """The number and, where it is shown, the query code of a receipt."""
    number, code = NUMBER.search(receipt.words), QUERY_CODE.search(receipt.words)
    assert number, receipt.words[:2000]
    return Taken(number.group(), code.group() if code else "")
