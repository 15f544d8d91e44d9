"""Makers of cases under review: the filling licence with its five departments, as far as a test needs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from licensing.actions import (
    answer_dissent,
    end_special_procedure,
    record_site_check,
    start_special_procedure,
    submit_opinion,
    synthesise,
)
from licensing.models import Application
from licensing.states import DecisionKind
from organization.models import Person
from tests.makers.licensing import World, accepted, task
from tests.makers.organization import sign_in
from workdays.days import local_day
from workflow.outcomes import Outcome

ITEM = "QTS-08"
CONDITION = "投用前完成压力试验并存档（依据：特种设备安全法第四十九条）"
DISSENT = "两台电子秤检定证书已过有效期。"
ANSWER = "两台已检定合格，证书在案。"


def at_desk(person: Person) -> Client:
    """Somebody signed in."""
    return sign_in(Client(), person)


def get(person: Person, name: str, *args: object) -> Any:
    """A page as this person gets it."""
    return at_desk(person).get(reverse(name, args=args))


def post(person: Person, name: str, pk: int, data: Mapping[str, Any], *, hx: bool = False) -> Any:
    """A form as this person sends it, by htmx or plainly."""
    headers = {"HX-Request": "true"} if hx else {}
    return at_desk(person).post(reverse(name, args=[pk]), dict(data), headers=headers)


def just_now() -> datetime:
    """A moment ago: pages act at the present moment, so what comes before must lie before."""
    return timezone.now() - timedelta(minutes=1)


def examined(world: World, *, at: datetime | None = None, **facts: Any) -> Application:
    """A filling licence accepted (today), waiting for its first examination."""
    return accepted(world, ITEM, at=at or just_now(), **facts)


def appraising(world: World, *, at: datetime | None = None, **facts: Any) -> Application:
    """Under appraisal (since today): the clocks stand."""
    application = examined(world, at=at, **facts)
    lead = world.cast.equipment
    start_special_procedure(task(application, "examine").pk, expected_days=20, by=lead, at=at or just_now())
    return application


def under_review(world: World, **facts: Any) -> Application:
    """Appraised: five departments at once."""
    application = appraising(world, **facts)
    pk, by = task(application, "appraisal").pk, world.cast.institute
    end_special_procedure(pk, has_passed=True, result="评审合格", by=by, at=just_now())
    return application


def opine(
    world: World, application: Application, step: str, outcome: Outcome = Outcome.AGREE, **facts: Any
) -> None:
    """Somebody of the unit gives an opinion."""
    mine = task(application, step)
    given = {"opinion": "符合要求。", **facts}
    submit_opinion(mine.pk, outcome, by=world.of(mine.unit.code), at=just_now(), **given)  # type: ignore[union-attr]  # a unit's step


def checked_on_the_spot(world: World, application: Application) -> None:
    """Two people of 镇江新区 looked."""
    record_site_check(
        task(application, "site_check").pk,
        [world.cast.newdistrict, world.colleague],
        checked_on=local_day(just_now()),
        place="示范路1号",
        findings="与图纸一致。",
        has_passed=True,
        by=world.cast.newdistrict,
        at=just_now(),
    )


def reviewed(world: World, *, dissent: bool = True, **facts: Any) -> Application:
    """All five opinions in: one under a condition and, unless left out, one dissent."""
    application = under_review(world, **facts)
    opine(
        world,
        application,
        "equipment_review",
        Outcome.AGREE_WITH_CONDITIONS,
        conditions=[CONDITION],
    )
    outcome = Outcome.DISSENT if dissent else Outcome.AGREE
    opine(world, application, "metrology_review", outcome, opinion=DISSENT)
    opine(world, application, "institute_review")
    opine(world, application, "legal_review")
    checked_on_the_spot(world, application)
    return application


def drawn_together(world: World, **facts: Any) -> Application:
    """Dissent answered, conclusions drawn: on the leaders' desk."""
    application = reviewed(world, **facts)
    lead = world.cast.equipment
    answer_dissent(task(application, "metrology_review").pk, text=ANSWER, by=lead, at=just_now())
    synthesise(
        task(application, "synthesis").pk,
        DecisionKind.GRANTED,
        opinion="建议准予。",
        conditions=[CONDITION],
        by=lead,
        at=just_now(),
    )
    return application


def registered(world: World, **facts: Any) -> Application:
    """A plain registration (QTS-05) that both departments agree to: on the leaders' desk."""
    application = accepted(world, "QTS-05", at=just_now(), **facts)
    opine(world, application, "institute_review")
    opine(world, application, "district_review")
    return application
