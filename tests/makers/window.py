"""Makers of the window's pages: the fields of a sheet as a browser sends them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from licensing.actions import decide, forward, issue_licence, request_correction, submit_opinion
from licensing.answering import wanted_materials
from licensing.intake import Typed, tokens
from licensing.models import Application
from licensing.states import DecisionKind
from organization.models import Person
from parties.models import Party
from tests.makers.licensing import (
    World,
    accepted,
    checked,
    fresh,
    good_answers,
    received,
    task,
    version,
)
from tests.makers.organization import sign_in
from tests.makers.parties import a_natural_person
from workflow.actions import Outcome

Fields = dict[str, Any]
ITEM = "QTS-08"  # the filling licence
SHORT = "QTS-06"  # a licence in two steps, for natural persons


def new_token() -> str:
    """A token as /window/new/ makes them."""
    return tokens.new_token(Person.objects.get(username="clerk"))


def answer_fields(code: str, **changed: Any) -> Fields:
    """The item's form filled, under the names of its inputs."""
    return dict(Typed.of({}).with_answers({**good_answers(code), **changed}).kept())


def verdict_fields(code: str, wrong: dict[str, str] | None = None) -> Fields:
    """Every material complete but the named ones, each with the code of its reason."""
    fields: Fields = {}
    for material in wanted_materials(version(code), good_answers(code)):
        fields[f"m-{material.key}"] = "complete"
    for key, reason in (wrong or {}).items():
        fields |= {f"m-{key}": "correct", f"rc-{key}": reason}
    return fields


def sheet_fields(code: str, party: Party, **more: Any) -> Fields:
    """A whole sheet that could be accepted at once."""
    fields: Fields = {
        "party": str(party.pk),
        "item": code,
        "channel": "window",
        "district": party.district_id,
        "language": "zh",
        "presenter": "顾晓岚",
        "mobile": "13900000000",
        "page": "one",
        "draft": "0",
        **answer_fields(code),
        **verdict_fields(code),
    }
    return fields | {name.replace("__", "-"): value for name, value in more.items()}


def send(client: Client, token: str, act: str, fields: Fields, *, follow: bool = False) -> Any:
    """Press a button of the sheet."""
    return client.post(reverse("intake", args=[token]), {**fields, "act": act}, follow=follow)


def now() -> datetime:
    """The moment of a request."""
    return timezone.now()


def at_the_window(world: World, who: str = "clerk") -> Client:
    """A browser at which a clerk is signed in."""
    return sign_in(Client(), getattr(world.cast, who))


def here(name: str, application: Application, **more: Any) -> str:
    """The page of a case."""
    return reverse(name, kwargs={"number": application.case.number, **more})


def of(name: str, application: Application, step: str) -> str:
    """The page of a step."""
    return reverse(name, args=[task(application, step).pk])


def kept(world: World, **facts: Any) -> Application:
    """An application just received."""
    return received(world, SHORT, at=now(), party=a_natural_person(), **facts)


def granted(world: World) -> Application:
    """A licence decided today."""
    application = accepted(world, SHORT, at=now(), party=a_natural_person())
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=now())
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=now())
    return fresh(application)


def certified(world: World) -> Application:
    application = granted(world)
    issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=now())
    return fresh(application)


def asked(world: World, *wrong: str) -> Application:
    """An application whose applicant has been told what to correct."""
    application = checked(world, SHORT, at=now(), party=a_natural_person(), wrong=wrong)
    request_correction(application.pk, by=world.cast.clerk, at=now())
    return fresh(application)


def forwarded(world: World) -> Application:
    """An application that lies with the superior organ."""
    application = accepted(world, "QTS-11", at=now())
    submit_opinion(task(application, "examine").pk, Outcome.AGREE, by=world.supervision, at=now())
    submit_opinion(task(application, "testing_review").pk, Outcome.AGREE, by=world.product, at=now())
    forward(
        task(application, "forward").pk,
        opinion="建议准予",
        recommends=DecisionKind.GRANTED,
        by=world.cast.chief,
        at=now(),
    )
    return fresh(application)


def the_application() -> Application:
    """The only application there is."""
    return Application.objects.with_all().get()
