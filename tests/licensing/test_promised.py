"""Materials that follow by a promise (容缺受理): taken in once, before the decision."""

from datetime import UTC, date, datetime, timedelta

import pytest

from documents.models import Attachment, Document
from documents.uploads import UploadRefusedError
from licensing.actions import Given, receive_promised, set_verdicts, withdraw
from licensing.case_file import record_of
from licensing.case_file.materials import is_unkept
from licensing.models import Application, PromisedPiece
from licensing.states import Channel
from licensing.sweeps.promises import sweep_promises
from licensing.verdicts import Verdict
from notices.models import Notice
from parties.models import Representative
from records.models import Event
from records.refusals import LegalRefusal
from records.sentences import tell
from tests.makers.attempts import told_once
from tests.makers.licensing import MORNING, World, a_world, accepted, fresh
from tests.makers.parties import an_enterprise
from tests.makers.promising import (
    ITEM,
    LATER_PIECE,
    PROMISED_ON,
    promised,
    promising,
    the_verdict,
)
from tests.makers.uploads import HTML, upload
from workflow.refusals import AlreadyDoneError, NotThereError

pytestmark = pytest.mark.django_db
DAY_AFTER = MORNING + timedelta(days=1)
TOO_LATE = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def lines(application: Application, verb: str) -> list[Event]:
    return list(Event.objects.about(application.subject).filter(verb=verb))


def test_a_promised_piece_is_taken_in_with_day_channel_file_and_person(world: World) -> None:
    application = promised(world)

    piece = receive_promised(
        application.pk,
        LATER_PIECE,
        by=world.cast.clerk2,
        at=DAY_AFTER,
        channel=Channel.LETTER,
        uploads=[upload("消防.pdf")],
        remark="挂号信",
    )

    (line,) = lines(application, "promise.kept")
    assert (piece.came_on, piece.channel, piece.taken_by) == (date(2026, 9, 24), "letter", world.cast.clerk2)
    assert not piece.is_late
    assert [file.slot for file in Attachment.objects.of("case", application.case.number)] == ["promised:fire"]
    assert line.data["attachments"][0][0] == "消防.pdf"
    assert "2026-10-09 前，2026-09-24 收到，信函" in tell(line)


def test_reviewers_and_applicant_hear_that_it_came(world: World) -> None:
    firm = an_enterprise()
    Representative.objects.create(party=firm, person=world.cast.enterprise, first_on=date(2026, 1, 1))
    application = promised(world, party=firm)

    receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER)

    told = Notice.objects.filter(kind="materials.came").values_list("recipient__username", flat=True)
    assert "equipment" in told
    assert Notice.objects.filter(kind="promise.kept", recipient=world.cast.enterprise).count() == 1


def test_it_is_taken_in_once(world: World) -> None:
    application = promised(world)
    first = receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER, token="t1")

    again = receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER, token="t1")
    with pytest.raises(AlreadyDoneError, match=world.cast.clerk.name):
        receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk2, at=DAY_AFTER, token="t2")

    assert again == first
    assert len(lines(application, "promise.kept")) == 1


def test_only_what_was_promised_here_is_taken(world: World) -> None:
    application = promised(world)

    with pytest.raises(LegalRefusal) as refused:
        receive_promised(application.pk, "site_plan", by=world.cast.clerk, at=DAY_AFTER)

    told_once("green.not_promised", refused)


def test_before_acceptance_it_is_simply_checked(world: World) -> None:
    application = promising(world)

    with pytest.raises(LegalRefusal) as refused:
        receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER)

    told_once("green.not_accepted_yet", refused)


def test_once_the_case_has_ended_nothing_is_taken(world: World) -> None:
    application = promised(world)
    withdraw(application.pk, reason="不办了", by=world.cast.clerk, at=DAY_AFTER)

    with pytest.raises(LegalRefusal) as refused:
        receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER)

    told_once("green.after_decision", refused)


@pytest.mark.parametrize(
    "day", [date(2026, 9, 22), date(2026, 9, 25)], ids=["before the promise", "tomorrow"]
)
def test_the_day_lies_between_promise_and_today(world: World, day: date) -> None:
    application = promised(world)

    with pytest.raises(LegalRefusal) as refused:
        receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER, came_on=day)

    told_once("green.came_on", refused)


def test_a_file_that_cannot_be_kept_takes_nothing_in(world: World) -> None:
    application = promised(world)

    with pytest.raises(UploadRefusedError):
        receive_promised(
            application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER, uploads=[upload("坏.pdf", HTML)]
        )

    assert not PromisedPiece.objects.exists()
    assert lines(application, "promise.kept") == []


def test_who_is_not_at_the_window_finds_nothing(world: World) -> None:
    application = promised(world)

    with pytest.raises(NotThereError):
        receive_promised(application.pk, LATER_PIECE, by=world.cast.equipment, at=DAY_AFTER)


def test_what_comes_late_is_taken_and_what_never_comes_is_said(world: World) -> None:
    application = promised(world)
    case = fresh(application).case

    before = record_of(case, today=PROMISED_ON)
    after = record_of(case, today=date(2026, 10, 10))
    assert not is_unkept(before, the_verdict(application))
    assert is_unkept(after, the_verdict(application))

    piece = receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=TOO_LATE)
    assert piece.is_late
    assert not is_unkept(after, the_verdict(application))


def test_the_applicant_is_reminded_once_before_the_day(world: World) -> None:
    firm = an_enterprise()
    Representative.objects.create(party=firm, person=world.cast.enterprise, first_on=date(2026, 1, 1))
    application = promised(world, party=firm)
    near = datetime(
        2026, 9, 30, 1, 0, tzinfo=UTC
    )  # the holidays lie between: two working days before 9 October

    assert sweep_promises(MORNING).done == 0
    assert [sweep_promises(near).done for _time in range(3)] == [1, 0, 0]

    (notice,) = Notice.objects.filter(kind="promise.due")
    assert notice.recipient == world.cast.enterprise
    assert "2026-10-09" in notice.body
    assert the_verdict(application).reminded_on == near.date()


def test_nobody_is_reminded_of_what_came(world: World) -> None:
    application = promised(world)
    receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER)

    assert sweep_promises(datetime(2026, 10, 8, 1, 0, tzinfo=UTC)).done == 0


def test_a_new_promised_day_is_reminded_of_anew(world: World) -> None:
    application = promising(world)
    set_verdicts(
        application.pk,
        [Given(LATER_PIECE, Verdict.PROMISED, promised_on=date(2026, 10, 15))],
        by=world.cast.clerk,
        at=DAY_AFTER,
    )

    assert the_verdict(application).reminded_on is None


def test_receipt_and_acceptance_name_what_is_to_follow(world: World) -> None:
    application = promised(world)

    notice = Document.objects.get(kind="acceptance", subject_key=application.case.number)

    (said,) = (line for line in notice.content["rights"] if "按现有材料" in line)
    assert "2026 年 10 月 9 日前" in said


def test_an_application_without_a_promise_owes_nothing(world: World) -> None:
    application = accepted(world, ITEM)

    assert not application.verdicts.owed().exists()
