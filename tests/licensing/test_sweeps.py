"""Silence has consequences without anybody's hand: each once, from the right day, however late the sweep."""

from datetime import UTC, date, datetime, timedelta

import pytest

from documents.models import Document
from licensing.actions import Piece, receive_correction, request_correction
from licensing.models import Application
from licensing.states import State
from notices.models import Notice
from parties.actions import bar
from records.models import Event
from tests.makers.licensing import MORNING, World, a_world, accepted, checked, fresh, received
from workflow.actions.sweeping import sweep_all
from workflow.lateness import LatenessKind
from workflow.models import Case, Lateness, SweepRun, Task
from workflow.retelling import untold
from workflow.states import CaseState

pytestmark = pytest.mark.django_db
DAY_5 = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
DAY_6 = datetime(2026, 10, 9, 1, 0, tzinfo=UTC)
WEEK_LATER = DAY_6 + timedelta(days=7)


@pytest.fixture
def world() -> World:
    return a_world("QTS-08", "QTS-06")


def kinds_of(application: Application) -> list[str]:
    return sorted(Lateness.objects.filter(case=application.case).values_list("kind", flat=True))


def _asked(world: World, at: datetime = MORNING) -> Application:
    application = checked(world, "QTS-08", wrong=["fire", "site_plan"], at=at)
    request_correction(application.pk, by=world.cast.clerk, at=at)
    return fresh(application)


@pytest.mark.parametrize("swept_at", [DAY_6, WEEK_LATER], ids=["next morning", "after a week's outage"])
def test_no_word_for_five_days_is_acceptance_from_receipt(world: World, swept_at: datetime) -> None:
    application = received(world, "QTS-08")
    sweep_all(at=DAY_5)
    assert fresh(application).state == State.RECEIVED

    sweep_all(at=swept_at)

    application = fresh(application)
    assert (application.state, application.case.accepted_on) == (State.ACCEPTED, date(2026, 9, 23))
    assert (application.case.promised_on, application.is_deemed_accepted) == (date(2026, 10, 21), True)
    assert kinds_of(application)[-1] == LatenessKind.WORD
    letter = Document.objects.filter(subject_key=application.case.number).order_by("pk").last()
    assert letter is not None
    assert "第三十二条" in str(letter.content)


def test_it_happens_once(world: World) -> None:
    application = received(world, "QTS-08")
    sweep_all(at=DAY_6)
    lines = Event.objects.about(application.subject).count()

    sweep_all(at=DAY_6 + timedelta(minutes=10))

    assert Event.objects.about(application.subject).count() == lines
    assert SweepRun.objects.get(code="words").done == 1
    assert not list(untold(Case.objects.all()))


def test_everything_given_and_no_word_is_acceptance_from_the_last_piece(world: World) -> None:
    application = _asked(world)
    on = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
    receive_correction(application.pk, [Piece("fire"), Piece("site_plan")], by=world.cast.clerk, at=on)

    sweep_all(at=datetime(2026, 10, 20, 2, 0, tzinfo=UTC))

    application = fresh(application)
    assert (application.state, application.case.accepted_on) == (State.ACCEPTED, date(2026, 10, 12))


def test_what_is_still_deficient_is_never_deemed_accepted(world: World) -> None:
    application = _asked(world)
    on = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
    pieces = [Piece("fire"), Piece("site_plan", shortfall="没有盖章")]
    receive_correction(application.pk, pieces, by=world.cast.clerk, at=on)

    sweep_all(at=datetime(2026, 10, 20, 2, 0, tzinfo=UTC))

    assert fresh(application).state == State.CORRECTION
    assert LatenessKind.WORD in kinds_of(application)


def test_a_barred_party_is_never_deemed_accepted(world: World) -> None:
    application = received(world, "QTS-08")
    bar(
        application.case.party,
        item_code="QTS-08",
        article="行政许可法第七十八条",
        ground="提供虚假材料（示范数据）",
        decision_no="示范决定〔2026〕1号",
        first_on=date(2026, 9, 1),
        last_on=date(2027, 9, 1),
        by=world.cast.chief,
        at=MORNING,
    )

    sweep_all(at=DAY_6)

    assert fresh(application).state == State.RECEIVED
    assert not Event.objects.filter(verb="attempt.refused").exists()


def test_an_unanswered_correction_is_sent_back_after_its_printed_term(world: World) -> None:
    application = _asked(world)
    reply_due_on = application.correction.reply_due_on
    last_day = datetime(reply_due_on.year, reply_due_on.month, reply_due_on.day, 8, 0, tzinfo=UTC)

    sweep_all(at=last_day)
    assert fresh(application).state == State.CORRECTION
    sweep_all(at=last_day + timedelta(days=5))

    application = fresh(application)
    assert (application.state, application.case.state) == (State.RETURNED, CaseState.CLOSED)
    line = Event.objects.about(application.subject).get(verb="application.sent_back")
    assert line.data["reply_due_on"] == reply_due_on.isoformat()


def test_inspectors_are_named_within_five_days_or_it_is_on_record(world: World) -> None:
    application = accepted(world, "QTS-08")
    check = Task.objects.get(case=application.case, step__kind="site_check")

    sweep_all(at=DAY_5)
    assert LatenessKind.INSPECTORS not in kinds_of(application)
    sweep_all(at=DAY_6)
    row = Lateness.objects.get(kind=LatenessKind.INSPECTORS)
    assert (row.task, row.due_on, row.since_on) == (check, date(2026, 10, 8), date(2026, 10, 9))


def test_running_every_sweep_on_an_idle_day_changes_nothing_but_its_own_rows(world: World) -> None:
    application = accepted(world, "QTS-08")
    lines, notices = Event.objects.about(application.subject).count(), Notice.objects.count()

    sweep_all(at=MORNING + timedelta(hours=2))

    assert (Event.objects.about(application.subject).count(), Notice.objects.count()) == (lines, notices)
    assert set(SweepRun.objects.values_list("error", flat=True)) == {""}
