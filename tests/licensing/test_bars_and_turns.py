"""The database defends itself: no application of a barred party, no decision before its turn, by raw SQL."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction

from licensing.actions import decide, forward, submit_opinion
from licensing.models import Application, Decision
from licensing.states import DecisionKind
from parties.models import Bar
from records.refusals import LegalRefusal
from records.remaking import lift, restore
from tests.licensing.test_database import DECISION
from tests.makers.licensing import MORNING, a_world, accepted, judge, received, task
from workflow.actions import Outcome
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)
ON = date(2026, 9, 23)  # the day of MORNING
ONE = timedelta(days=1)
WHY = {"lifted_reason": "示范"}
GRANT = DECISION.format(kind="granted", superior="FALSE", reasons="")
ANOTHER = "INSERT INTO licensing_application ({names}) SELECT {values} FROM licensing_application"


def attack(guard: str, sql: str, *values: int) -> None:
    """The statement is refused, and by this guard."""
    with pytest.raises(DatabaseError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def another(**given: str) -> str:
    """A second application like the one that is there."""
    names = [str(field.column) for field in Application._meta.concrete_fields if not field.primary_key]
    values = [given.get(name, name) for name in names]
    return ANOTHER.format(names=", ".join(names), values=", ".join(values))


def bar_of(application: Application, **facts: object) -> Bar:
    given = {"first_on": ON, "last_on": ON + ONE, "item_code": "QTS-06", **facts}
    reasons = {"ground": "示范", "article": "示范第七十八条", "decision_no": "示范1号"}
    return Bar.objects.create(party=application.case.party, **given, **reasons)


@pytest.mark.parametrize(
    ("facts", "guard"),
    [
        pytest.param({}, "of_a_barred_party", id="on the day the bar begins"),
        pytest.param({"first_on": ON - ONE, "last_on": ON}, "of_a_barred_party", id="on its last day"),
        pytest.param({"lifted_on": ON + ONE, **WHY}, "of_a_barred_party", id="lifted later"),
        pytest.param({"first_on": ON + ONE}, "case_id", id="not begun"),
        pytest.param({"first_on": ON - ONE, "last_on": ON - ONE}, "case_id", id="over"),
        pytest.param({"lifted_on": ON, **WHY}, "case_id", id="lifted that day"),
        pytest.param({"item_code": "QTS-08"}, "case_id", id="for another item"),
    ],
)
def test_no_application_of_a_barred_party_is_stored(facts: dict[str, object], guard: str) -> None:
    """Where no bar stands in the way, only the one case of each application does."""
    bar_of(received(a_world("QTS-06"), "QTS-06"), **facts)

    attack(guard, another(token="'another'"))


def test_what_is_to_be_refused_in_writing_names_its_bar_and_is_never_accepted() -> None:
    world = a_world("QTS-06")
    first = received(world, "QTS-06")
    bar = bar_of(first)

    application = received(world, "QTS-06", party=first.case.party, to_be_refused=True)
    judge(world, application, at=MORNING)

    accept_by_force = "UPDATE licensing_application SET state = 'accepted' WHERE id = %s"
    assert application.barred_by == bar
    attack("barred_never_accepted", accept_by_force, application.pk)
    attack("bar_stays", "UPDATE licensing_application SET barred_by_id = NULL WHERE id = %s", application.pk)
    judge(world, first, at=MORNING)
    attack("barred_never_accepted", accept_by_force, first.pk)


def test_no_decision_is_stored_while_its_step_waits() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")

    attack("decision_turn", GRANT)

    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(GRANT)
        assert Decision.objects.count() == 1
        transaction.set_rollback(True)


def test_no_decision_is_stored_after_its_step_was_done_without_one() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    Task.objects.filter(pk=task(application, "decision").pk).update(state="cancelled")

    attack("decision_turn", GRANT)


def test_a_forwarding_waits_for_its_own_step() -> None:
    world = a_world("QTS-12")
    accepted(world, "QTS-12")

    attack("decision_turn", DECISION.format(kind="forwarded", superior="TRUE", reasons="可"))


def test_the_act_still_says_in_words_what_is_missing() -> None:
    world = a_world("QTS-06", "QTS-12")
    ours, superiors = accepted(world, "QTS-06"), accepted(world, "QTS-12")

    with pytest.raises(LegalRefusal, match="尚未启动，还须办结"):
        decide(task(ours, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)
    with pytest.raises(LegalRefusal, match="尚未启动，还须办结"):
        forward(
            task(superiors, "forward").pk,
            opinion="可",
            recommends=DecisionKind.GRANTED,
            by=world.cast.leader,
            at=LATER,
        )

    assert not Decision.objects.exists()


def test_who_decides_second_is_told_who_was_first() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    decision = task(application, "decision").pk
    decide(decision, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)

    with pytest.raises(AlreadyDoneError, match=world.cast.chief.name):
        decide(decision, DecisionKind.DENIED, reasons="示范", by=world.cast.chief, at=LATER)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite remakes a table to alter it")
@pytest.mark.parametrize("model", [Bar, Case, Task])
def test_a_table_our_guards_look_into_can_be_remade_with_all_guards_off(model: type[models.Model]) -> None:
    before = guards()

    with connection.schema_editor() as editor:
        lift(None, editor)
        editor._remake_table(model)  # type: ignore[attr-defined]  # SQLite's editor has it
        restore(None, editor)

    assert guards() == before


def guards() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}
