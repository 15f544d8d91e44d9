"""Makers of licensing: the catalogue loaded, every unit seated, applications on their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any

from licensing.actions import Filing, Given, accept, load_catalogue, receive_application, set_verdicts
from licensing.answering import wanted_materials
from licensing.catalogue_files import Catalogue, read_catalogue
from licensing.fields import Field, FieldKind, read_definition
from licensing.fields.checking import is_needed
from licensing.models import Application, Item, ItemVersion
from licensing.verdicts import Verdict
from organization.models import Person, Role
from parties.models import Party
from tests.makers.organization import SINCE, Cast, cast, give_post, make_person
from tests.makers.parties import a_natural_person, an_enterprise
from workflow.models import Task


@cache
def our_catalogue() -> Catalogue:
    """The catalogue's files, read once."""
    return read_catalogue()


def only(*codes: str) -> Catalogue:
    """A catalogue of a few items: loading all twenty takes three hundred statements."""
    whole = our_catalogue()
    items = tuple(entry for entry in whole.items if entry["code"] in codes)
    processes = {code: spec for code, spec in whole.processes.items() if code in codes}
    return Catalogue(items, processes, {code: spec for code, spec in whole.forms.items() if code in codes})


def load(*codes: str, at: datetime = SINCE) -> None:
    """Load some items, or all of them."""
    load_catalogue(only(*codes) if codes else our_catalogue(), by=None, at=at)


def version(code: str) -> ItemVersion:
    """The newest version of an item."""
    return Item.objects.get(code=code).versions.order_by("-number")[0]


MORNING = datetime(2026, 9, 23, 2, 30, tzinfo=UTC)  # a Wednesday, 10:30 in Zhenjiang
_serial = count(1)
SAMPLES: dict[FieldKind, Any] = {
    FieldKind.TEXT: "示范",
    FieldKind.ADDRESS: {"district": "321171", "detail": "示范路1号"},
    FieldKind.PERSON: {"name": "示范人员", "mobile": "13800000000"},
    FieldKind.EQUIPMENT: {"name": "电梯", "model": "SF-1", "serial_no": "001", "maker": "示范电梯厂"},
}


@dataclass
class World:
    """The cast, and the people of the units it does not name."""

    cast: Cast
    supervision: Person
    product: Person
    verifier: Person
    coder: Person
    danyang: Person
    colleague: Person

    def of(self, unit: str) -> Person:
        """Somebody of a unit who may take its reviews."""
        named = {
            "window": self.cast.clerk,
            "leadership": self.cast.chief,
            "equipment_institute": self.cast.institute,
            "supervision": self.supervision,
            "product_institute": self.product,
            "metrology_institute": self.verifier,
            "standards_institute": self.coder,
            "danyang": self.danyang,
        }
        found: Person = named.get(unit) or getattr(self.cast, unit)
        return found


def a_world(*codes: str) -> World:
    """Everybody seated, some items loaded."""
    people = cast()
    more = {
        username: make_person(username, name=name)
        for username, name in (
            ("supervision", "程督"),
            ("product", "严检"),
            ("verifier", "秦越"),
            ("coder", "马编"),
            ("danyang", "丹青"),
            ("colleague", "丁晓"),
        )
    }
    seats = {
        "supervision": "supervision",
        "product": "product_institute",
        "verifier": "metrology_institute",
        "coder": "standards_institute",
        "danyang": "danyang",
        "colleague": "newdistrict",
    }
    for username, unit in seats.items():
        give_post(more[username], people.unit(unit))
        give_post(more[username], people.unit(unit), Role.SECTION_HEAD)
    load(*codes)
    return World(people, **more)


def good_answers(code: str) -> dict[str, Any]:
    """Answers that fill a form: every needed field, nothing else."""
    form = read_definition(our_catalogue().forms[code])
    answers: dict[str, Any] = {}
    for field in form.fields:
        if is_needed(field, answers):
            answers[field.key] = _sample(field)
    return answers


def _sample(field: Field) -> Any:
    if field.is_table:
        row = {part.key: _sample(part) for part in field.parts if part.is_required}
        return [row] * max(field.min_rows, 1)
    if field.kind == FieldKind.DATE:
        return "2027-01-04" if field.not_before else "2026-09-01"
    if field.kind == FieldKind.NUMBER:
        return str(field.minimum or 1)
    if field.kind == FieldKind.CHOICE:
        first = field.choices[0].value
        return [first] if field.multiple else first
    return SAMPLES[field.kind]


def a_filing(code: str, party: Party | None = None, **facts: Any) -> Filing:
    """A filing that could be accepted at once."""
    item = version(code)
    applicant = party or (a_natural_person() if item.applicants == "person" else an_enterprise())
    given: dict[str, Any] = {"token": f"filing-{next(_serial)}", **facts}
    given.setdefault("answers", good_answers(code) if code in our_catalogue().forms else {})
    return Filing(item, applicant, **given)


def received(world: World, code: str, *, at: datetime = MORNING, **facts: Any) -> Application:
    """An application taken in by the clerk."""
    receipt = receive_application(a_filing(code, **facts), by=world.cast.clerk, at=at)
    return receipt.application


def checked(
    world: World, code: str, *, at: datetime = MORNING, wrong: Iterable[str] = (), **facts: Any
) -> Application:
    """Taken in, every material complete but the named ones."""
    application = received(world, code, at=at, **facts)
    judge(world, application, at=at, wrong=wrong)
    return application


def judge(world: World, application: Application, *, at: datetime, wrong: Iterable[str] = ()) -> None:
    """A verdict on every material: complete, or 补正 for the named ones."""
    bad = set(wrong)
    given = [
        Given(material.key, Verdict.CORRECT, "unsigned")
        if material.key in bad
        else Given(material.key, Verdict.COMPLETE)
        for material in wanted_materials(application.item_version, application.answers)
    ]
    set_verdicts(application.pk, given, by=world.cast.clerk, at=at)


def accepted(world: World, code: str, *, at: datetime = MORNING, **facts: Any) -> Application:
    """Taken in, checked and accepted the same morning."""
    application = checked(world, code, at=at, **facts)
    return accept(application.pk, by=world.cast.clerk, at=at)


def of_task(world: World, task: Task) -> Person:
    """Somebody who may do this task."""
    assert task.unit is not None
    return world.of(task.unit.code)


def task(application: Application, step: str) -> Task:
    """The newest round of a step."""
    tasks = Task.objects.filter(case_id=application.case_id, step__code=step).select_related("step", "unit")
    return tasks.order_by("-round")[0]


def fresh(application: Application) -> Application:
    """As it stands in the database."""
    return Application.objects.with_all().get(pk=application.pk)
