"""The database defends itself: raw SQL against every "never" of an application's life."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from licensing.actions import (
    assign_inspectors,
    decide,
    deliver,
    issue_licence,
    record_site_check,
    request_correction,
    submit_opinion,
)
from licensing.models import Application
from licensing.states import DecisionKind, DeliveryMethod
from tests.licensing.lives import opine
from tests.makers.licensing import MORNING, World, a_world, accepted, checked, task
from workflow.actions import Outcome

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


def _attack(guard: str, sql: str, *values: int) -> None:
    """The statement is refused, and by this guard."""
    with pytest.raises(DatabaseError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def _to_be_decided(world: World) -> Application:
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    return application


def _granted(world: World) -> Application:
    application = _to_be_decided(world)
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)
    issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=LATER)
    return application


CORRECTION = """INSERT INTO licensing_correction (application_id, document_id, requested_by_id, requested_on,
    term_days, reply_due_on, token) SELECT %s, d.id, %s, '2026-09-23', 30, '2026-11-11', ''
    FROM documents_document d LIMIT 1"""
LINE = """INSERT INTO licensing_correctionline (correction_id, material_id, reason_code, reason, shortfall)
    SELECT c.id, m.id, 'unsigned', '', '' FROM licensing_correction c, licensing_material m
    WHERE m.key = 'rules'"""
DECISION = """INSERT INTO licensing_decision (application_id, kind, decided_by_superior, reasons, conditions,
    is_confidential, decided_by_id, decided_at, decided_on, document_id)
    SELECT a.id, '{kind}', {superior}, '{reasons}', '[]', FALSE, a.received_by_id, a.received_at,
    a.received_on, d.id FROM licensing_application a, documents_document d LIMIT 1"""
SUPERIOR = """INSERT INTO licensing_superiordecision (application_id, is_granted, organ, number, decided_on,
    reasons, registered_by_id, registered_at)
    SELECT id, TRUE, 'x', 'x', received_on, '', received_by_id, received_at FROM licensing_application"""
LICENCE = """INSERT INTO licensing_licence (number, application_id, party_id, item_version_id, state, scope,
    conditions, issued_on, valid_from, issued_by_id)
    SELECT 'x', a.id, c.party_id, a.item_version_id, 'valid', '[]', '[]', a.received_on, a.received_on,
    a.received_by_id FROM licensing_application a JOIN workflow_case c ON c.id = a.case_id"""
SITE_CHECK = """INSERT INTO licensing_sitecheck (application_id, task_id, first_inspector_id,
    second_inspector_id, others, assigned_on, assigned_by_id, place, findings)
    VALUES (%s, %s, %s, %s, '[]', '2026-09-24', %s, '', '')"""
DELIVERY = """INSERT INTO licensing_delivery (application_id, delivered, method, receiver, proof,
    delivered_on, delivered_by_id, delivered_at) SELECT id, 'licence', 'post', 'x', '', received_on,
    received_by_id, received_at FROM licensing_application"""


def test_a_second_correction_and_one_after_acceptance_cannot_be_stored() -> None:
    world = a_world("QTS-08")
    first = checked(world, "QTS-08", wrong=["fire"])
    request_correction(first.pk, by=world.cast.clerk, at=MORNING)
    after = accepted(world, "QTS-08")

    _attack("correction", CORRECTION, first.pk, world.cast.clerk.pk)
    _attack("only_after_receipt", CORRECTION, after.pk, world.cast.clerk.pk)
    _attack("told_at_once", LINE)
    _attack("correctionline_kept", "DELETE FROM licensing_correctionline")
    _attack("correction_stays", "UPDATE licensing_correction SET requested_on = '2026-09-01'")
    _attack("correction_kept", "DELETE FROM licensing_correction WHERE application_id = %s", first.pk)


def test_an_application_with_a_material_still_wanting_cannot_be_accepted() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["fire"])
    accept_by_force = "UPDATE licensing_application SET state = 'accepted' WHERE id = %s"

    _attack("application_complete", accept_by_force, application.pk)


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("state = 'accepted'", "ended"),
        ("received_on = '2026-01-01'", "pinned"),
        ("decided_by_superior = TRUE", "pinned"),
        ("case_id = case_id + 1", "pinned"),
        ("promise_factor = 2", "promise_never_longer"),
    ],
)
def test_what_was_pinned_or_ended_stays(change: str, guard: str) -> None:
    world = a_world("QTS-06")
    application = _granted(world)

    _attack(guard, f"UPDATE licensing_application SET {change} WHERE id = %s", application.pk)


@pytest.mark.parametrize(
    ("kind", "superior", "guard"),
    [
        pytest.param("denied", "FALSE", "decision_re(asons|fusal)", id="a denial without reasons"),
        pytest.param("granted", "TRUE", "decider", id="a grant of what the superior decides"),
        pytest.param("forwarded", "FALSE", "superiors_only_forwarded", id="a forwarding of what is ours"),
        pytest.param("maybe", "FALSE", "superiors_only_forwarded", id="an unknown kind"),
    ],
)
def test_an_unlawful_decision_cannot_be_stored(kind: str, superior: str, guard: str) -> None:
    _to_be_decided(a_world("QTS-06"))

    _attack(guard, DECISION.format(kind=kind, superior=superior, reasons=""))


def test_the_superiors_item_cannot_be_granted_whatever_the_row_says() -> None:
    world = a_world("QTS-12")
    application = accepted(world, "QTS-12")
    reviews = application.case.tasks.filter(step__kind__in=["assign", "review"]).order_by("step__order")
    opine(world, application, *reviews.values_list("step__code", flat=True))

    _attack("decider", DECISION.format(kind="granted", superior="FALSE", reasons=""))
    _attack("superiors_only_forwarded", DECISION.format(kind="granted", superior="TRUE", reasons=""))
    _attack("superiors_never_ours", "UPDATE licensing_application SET state = 'granted'")
    _attack("after_forwarding", SUPERIOR)


@pytest.mark.parametrize(
    ("attack", "guard"),
    [
        ("UPDATE licensing_decision SET kind = 'denied', reasons = 'x'", "decision_stays"),
        ("DELETE FROM licensing_decision", "decision_kept"),
        (DECISION.format(kind="granted", superior="FALSE", reasons=""), "licensing_decision"),
        ("UPDATE licensing_licence SET number = 'x'", "licence_pinned"),
        ("UPDATE licensing_licence SET party_id = party_id + 1", "licence_pinned"),
        ("UPDATE licensing_licence SET valid_until = '2020-01-01'", "licence_ends_after_it_begins"),
        ("DELETE FROM licensing_licence", "licence_kept"),
    ],
)
def test_decision_and_licence_stay(attack: str, guard: str) -> None:
    world = a_world("QTS-06")
    _granted(world)

    _attack(guard, attack)


def test_no_licence_is_stored_without_a_grant() -> None:
    world = a_world("QTS-06")
    accepted(world, "QTS-06")

    _attack("granted_first", LICENCE)


def test_a_site_check_by_one_person_cannot_be_stored() -> None:
    world = a_world("QTS-10")
    application = accepted(world, "QTS-10")
    check, one = task(application, "site_check"), world.cast.food.pk

    _attack("site_check_by_two_people", SITE_CHECK, application.pk, check.pk, one, one, one)


def test_a_delivery_has_its_proof() -> None:
    world = a_world("QTS-06")
    _granted(world)

    _attack("delivery_with_proof", DELIVERY)


def test_a_verdict_against_a_material_has_its_reason() -> None:
    world = a_world("QTS-06")
    checked(world, "QTS-06")

    _attack("with_reason", "UPDATE licensing_materialverdict SET verdict = 'correct'")
    _attack("promised_with_date", "UPDATE licensing_materialverdict SET verdict = 'promised'")


def test_a_site_check_has_findings_and_stays_as_it_was_found() -> None:
    world = a_world("QTS-10")
    application = accepted(world, "QTS-10")
    colleague = world.danyang
    colleague.posts.update(unit=world.cast.unit("food"))
    check, people = task(application, "site_check").pk, [world.cast.food, colleague]
    assign_inspectors(check, people, by=world.cast.food, at=LATER)
    _attack("with_findings", "UPDATE licensing_sitecheck SET checked_on = assigned_on, has_passed = TRUE")

    record_site_check(
        check,
        people,
        checked_on=LATER.date(),
        place="",
        findings="一致",
        has_passed=True,
        by=world.cast.food,
        at=LATER,
    )

    _attack("sitecheck_stays", "UPDATE licensing_sitecheck SET has_passed = FALSE")
    _attack("sitecheck_stays", "UPDATE licensing_sitecheck SET second_inspector_id = first_inspector_id")
    _attack("sitecheck_kept", "DELETE FROM licensing_sitecheck")


def test_a_delivery_stays_delivered_and_no_application_disappears() -> None:
    world = a_world("QTS-06")
    application = _granted(world)
    handing = task(application, "delivery").pk
    deliver(
        handing, method=DeliveryMethod.COUNTER, receiver="示范", proof="示范", by=world.cast.clerk, at=LATER
    )

    _attack("delivery_stays", "UPDATE licensing_delivery SET proof = 'x'")
    _attack("delivery_kept", "DELETE FROM licensing_delivery")
    _attack("application_kept", "DELETE FROM licensing_application")


def test_a_denial_is_not_reasoned_by_blanks() -> None:
    _to_be_decided(a_world("QTS-06"))

    _attack("decision_reasons", DECISION.format(kind="denied", superior="FALSE", reasons="  "))
