"""Around the window: notices to the applicant, sight, sentences, English papers."""

from datetime import date, timedelta

import pytest
from django.db.models import Model

from documents.models import Document
from licensing.access import may
from licensing.actions import (
    decide,
    request_correction,
    submit_opinion,
)
from licensing.models import Application, Decision
from licensing.practice import reasons
from licensing.states import DecisionKind
from notices.models import Notice
from parties.models import Representative
from records.models import Event
from records.sentences import tell
from tests.makers.licensing import (
    MORNING,
    a_world,
    accepted,
    checked,
    fresh,
    received,
    task,
)
from tests.makers.parties import an_enterprise
from workflow.actions import Outcome
from workflow.retelling import untold

pytestmark = pytest.mark.django_db


LATER = MORNING + timedelta(days=1)


ON = date(2026, 9, 23)


def test_the_applicants_people_hear_of_each_word() -> None:
    world = a_world("QTS-08")
    party = an_enterprise()
    Representative.objects.create(party=party, person=world.cast.enterprise, first_on=date(2026, 1, 1))

    application = checked(world, "QTS-08", party=party, wrong=["fire"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    heard = Notice.objects.filter(recipient=world.cast.enterprise)
    assert [notice.kind for notice in heard] == ["application.correction"]
    assert not Notice.objects.filter(recipient=world.cast.enterprise2).exists()


def test_each_sees_only_what_is_theirs() -> None:
    world = a_world("QTS-06")
    people = world.cast
    party = an_enterprise()
    Representative.objects.create(party=party, person=people.enterprise, first_on=date(2026, 1, 1))
    application = received(world, "QTS-06")

    def sees(person: Model) -> bool:
        return Application.objects.seen_by(person, ON).filter(pk=application.pk).exists()  # type: ignore[arg-type]  # people are Person

    assert all(sees(person) for person in (people.clerk, people.equipment, people.chief, people.supervisor))
    assert not any(
        sees(person) for person in (people.legal, people.enterprise, people.admin, people.transport)
    )
    assert not Application.objects.of_representative(people.enterprise, ON).exists()
    assert may(people.clerk, "application.accept", on=ON)
    assert not may(people.legal, "application.accept", on=ON)
    assert may(people.admin, "catalogue.see_marks", on=ON)


def test_a_likely_duplicate_is_found() -> None:
    world = a_world("QTS-06")
    application = received(world, "QTS-06")
    again = Application.objects.alike(application.case.party, application.item_version.item)

    assert list(again) == [application]


def test_every_line_of_a_life_reads_as_a_sentence() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)

    told = [tell(event) for event in Event.objects.about(application.subject).in_order()]

    assert len(told) == 5
    assert not any(
        event.verb in line for event, line in zip(Event.objects.about(application.subject), told, strict=True)
    )
    assert "受理" in told[2]
    assert "高局 作出决定：准予" in told[4]
    assert list(untold([fresh(application).case])) == []


def test_the_public_list_shows_decisions_but_not_confidential_ones() -> None:
    world = a_world("QTS-06")
    for confidential in (False, True):
        application = accepted(world, "QTS-06")
        submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
        deciding = task(application, "decision").pk
        decide(deciding, DecisionKind.GRANTED, by=world.cast.chief, at=LATER, is_confidential=confidential)

    assert Decision.objects.public().count() == 1


def test_who_asks_in_english_is_answered_in_english() -> None:
    world = a_world("QTS-08")

    application = accepted(world, "QTS-08", language="en")

    documents = Document.objects.filter(subject_key=application.case.number)
    assert {document.language for document in documents} == {"en"}
    assert dict(documents.get(kind="acceptance").content["facts"])
    assert "Filling licence" in str(documents.get(kind="acceptance").content)


def test_every_reason_is_in_both_languages() -> None:
    assert all(reason.text and reason.text_en for reason in reasons().values())
