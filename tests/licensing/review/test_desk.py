"""The signer's desk: plain cases together, each its own act, with an honest report; the others one by one."""

import re

import pytest

from licensing.models import Decision
from records.models import Event
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, accepted, task
from tests.makers.reviewing import at_desk, drawn_together, get, just_now, opine, registered
from tests.makers.statements import statements
from workflow.actions import return_to
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db
DESK = "/decisions/desk/"


@pytest.fixture
def world() -> World:
    return a_world("QTS-05", "QTS-08")


def test_plain_cases_stand_apart_from_those_to_be_looked_at(world: World) -> None:
    plain, other = registered(world).case.number, drawn_together(world).case.number

    page = words(get(world.cast.chief, "decision_desk"))

    ticks, rest = page.split("须逐件看", 1)
    assert plain in ticks
    assert other in rest
    assert other not in ticks
    assert "有不同意见，已书面答复" in rest
    assert "有附条件意见" in rest


@pytest.mark.parametrize("who", ["clerk", "equipment", "supervisor", "government", "enterprise", "admin"])
def test_only_signers_have_a_desk(world: World, who: str) -> None:
    person = getattr(world.cast, who)

    assert get(person, "decision_desk").status_code == 404
    assert at_desk(person).post(DESK, {"task": ["1"]}).status_code == 404


def test_each_of_the_ticked_is_a_decision_of_its_own(world: World) -> None:
    tasks = [task(registered(world), "decision").pk for _ in range(3)]
    desk = at_desk(world.cast.chief)

    answers = [desk.post(DESK, {"task": tasks[:2], "token": "t"}) for _ in range(2)]

    made = Decision.objects.order_by("pk")
    assert [decision.kind for decision in made] == ["granted", "granted"]
    assert len({decision.document_id for decision in made}) == 2
    assert Event.objects.filter(verb="decision.made").count() == 2
    for answer in answers:
        assert "签发 2 件，未签 0 件" in words(answer)
        for decision in made:
            assert decision.document is not None
            assert decision.document.number in words(answer)


def test_what_is_no_longer_plain_is_left_alone_and_says_why(world: World) -> None:
    plain, other = task(registered(world), "decision"), task(drawn_together(world), "decision")
    back = task(registered(world), "decision")
    return_to(back.pk, step="district_review", reason="再看一次", by=world.cast.leader, at=just_now())

    answer = at_desk(world.cast.chief).post(DESK, {"task": [plain.pk, other.pk, back.pk], "token": "t"})

    page = words(answer)
    assert "签发 1 件，未签 2 件" in page
    assert "有不同意见，已书面答复" in page
    assert list(Decision.objects.values_list("application__case", flat=True)) == [plain.case_id]


def test_who_was_first_is_named(world: World) -> None:
    waiting = task(registered(world), "decision")
    at_desk(world.cast.leader).post(DESK, {"task": [waiting.pk], "token": "a"})

    answer = at_desk(world.cast.chief).post(DESK, {"task": [waiting.pk], "token": "b"})

    assert "签发 0 件，未签 1 件" in words(answer)
    assert "严副" in words(answer)


@pytest.mark.parametrize("ticked", [[], ["x"], ["-1"], ["999999999"], ["99999999999999999999999"]])
def test_nothing_ticked_signs_nothing(world: World, ticked: list[str]) -> None:
    registered(world)

    answer = at_desk(world.cast.chief).post(DESK, {"task": ticked})

    assert "没有选中任何一件" in words(answer)
    assert not Decision.objects.exists()


def test_a_task_that_decides_nothing_is_never_signed(world: World) -> None:
    application = accepted(world, "QTS-05", at=just_now())
    review = task(application, "institute_review")

    answer = at_desk(world.cast.chief).post(DESK, {"task": [review.pk], "token": "t"})

    assert "没有选中任何一件" in words(answer)
    review.refresh_from_db()
    assert review.is_open


def test_a_barred_or_conditional_case_is_never_plain(world: World) -> None:
    application = accepted(world, "QTS-05", at=just_now())
    opine(world, application, "institute_review")
    opine(
        world,
        application,
        "district_review",
        Outcome.AGREE_WITH_CONDITIONS,
        conditions=["按期报备（依据：示范）"],
    )

    page = words(get(world.cast.chief, "decision_desk"))

    assert "没有可以一并签批的" in page
    assert "有附条件意见" in page


def test_the_desk_asks_the_same_of_the_database_for_one_case_and_for_many(world: World) -> None:
    desk = at_desk(world.cast.chief)
    registered(world)
    desk.get(DESK)
    with statements() as one:
        desk.get(DESK)
    for _ in range(4):
        registered(world)

    with statements() as many:
        desk.get(DESK)

    assert len(many.asked) == len(one.asked) <= 20, "\n".join(many.asked)


def test_the_desk_is_turned_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licensing.views.review.desk.PAGE", 2)
    numbers = {registered(world).case.number for _ in range(3)}
    desk = at_desk(world.cast.chief)

    first = words(desk.get(DESK))
    following = re.search(r'href="(\?after=[^"]+)"', first)
    assert following is not None
    second = words(desk.get(DESK + following[1]))

    on_first, on_second = ({number for number in numbers if number in page} for page in (first, second))
    assert (len(on_first), len(on_second)) == (2, 1)
    assert on_first | on_second == numbers
    assert 'rel="next"' not in second
