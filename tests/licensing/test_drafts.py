"""Drafts of the intake, the other words of the window, cases the engine ends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from licensing.actions import (
    Conclusion,
    Saying,
    discard_draft,
    forward,
    save_draft,
    submit_opinion,
    take_in,
)
from licensing.models import Draft
from licensing.states import DecisionKind
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.licensing import (
    MORNING,
    a_filing,
    a_world,
    accepted,
    fresh,
    of_task,
    received,
    task,
)
from workflow.actions import Outcome, terminate
from workflow.refusals import NotThereError
from workflow.retelling import untold

pytestmark = pytest.mark.django_db


LATER = MORNING + timedelta(days=1)


ON = date(2026, 9, 23)


def test_a_draft_is_kept_by_its_clerk_and_loses_nothing_to_another_tab() -> None:
    world = a_world()
    clerk = world.cast.clerk
    first = save_draft("d1", {"name": "甲"}, by=clerk, at=MORNING)
    second = save_draft("d1", {"name": "乙"}, by=clerk, at=LATER, revision=first.revision)

    with pytest.raises(LegalRefusal, match="另一个页面"):
        save_draft("d1", {"name": "丙"}, by=clerk, at=LATER, revision=first.revision)
    with pytest.raises(NotThereError):
        save_draft("d1", {"name": "丙"}, by=world.cast.clerk2, at=LATER)
    with pytest.raises(NotThereError):
        save_draft("d2", {}, by=world.cast.enterprise, at=LATER)

    assert second.data == {"name": "乙"}
    assert not Event.objects.filter(subject_kind="draft").exists()
    discard_draft("d1", by=world.cast.clerk2)
    assert Draft.objects.count() == 1
    discard_draft("d1", by=clerk)
    assert not Draft.objects.exists()


def test_a_draft_that_became_an_application_is_forgotten() -> None:
    world = a_world("QTS-18")
    filing = a_filing("QTS-18")
    save_draft(filing.token, {}, by=world.cast.clerk, at=MORNING)

    take_in(filing, [], Saying(Conclusion.KEEP), by=world.cast.clerk, at=MORNING)

    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("saying", "state"),
    [
        (Saying(Conclusion.NOT_OURS, whom="应急管理部门"), "not_ours"),
        (Saying(Conclusion.NOT_REQUIRED, reasons="示范"), "not_required"),
        (Saying(Conclusion.KEEP), "received"),
    ],
)
def test_an_intake_may_end_in_another_word(saying: Saying, state: str) -> None:
    world = a_world("QTS-18")

    receipt = take_in(a_filing("QTS-18"), [], saying, by=world.cast.clerk, at=MORNING)

    assert receipt.application.state == state


def test_a_filing_on_a_saturday_counts_from_that_day() -> None:
    world = a_world("QTS-06")
    saturday = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)

    application = received(world, "QTS-06", at=saturday, channel="online")

    assert application.received_on == date(2026, 11, 21)
    assert task(application, "intake").due_on == date(2026, 11, 27)


def test_a_case_the_engine_ends_takes_its_application_along() -> None:
    world = a_world("QTS-06")
    ended, sent_back = accepted(world, "QTS-06"), received(world, "QTS-06")

    terminate(ended.case_id, reason="企业已注销", by=world.cast.chief, at=LATER)
    terminate(sent_back.case_id, reason="逾期未补正", outcome=Outcome.SENT_BACK, by=None, at=LATER)

    assert (fresh(ended).state, fresh(sent_back).state) == ("terminated", "returned")
    assert list(untold([fresh(ended).case, fresh(sent_back).case])) == []


def test_neither_a_service_nor_a_superiors_word_ends_by_an_opinion() -> None:
    world = a_world("QTS-12", "QTS-18")
    service, forwarded = accepted(world, "QTS-18"), accepted(world, "QTS-12")
    for step in ("examine", "metrology_review"):
        mine = task(forwarded, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=LATER)
    forward(
        task(forwarded, "forward").pk,
        opinion="合格",
        recommends=DecisionKind.GRANTED,
        by=world.cast.leader,
        at=LATER,
    )

    for open_task in (task(service, "acknowledge"), task(forwarded, "superior")):
        with pytest.raises(LegalRefusal, match="不能直接办结"):
            submit_opinion(open_task.pk, Outcome.AGREE, by=world.cast.clerk, at=LATER)
