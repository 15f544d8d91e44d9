"""The inbox through the client: what is mine, in which order, with which acts, in how many statements."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.statements import statements
from tests.makers.workflow import MORNING, a_case, accepted, do, reviewed, task_of
from workflow.actions import claim, consult
from workflow.models import SavedFilter, Task
from workflow.outcomes import Outcome
from workflow.steps import Priority

INBOX = "/inbox/"


@pytest.fixture
def metrology(client: Client, people: Cast) -> Client:
    return sign_in(client, people.metrology)


def test_the_pool_shows_unclaimed_work_of_ones_own_unit_and_of_no_other(
    metrology: Client, people: Cast
) -> None:
    case = accepted(people)

    page = words(metrology.get(INBOX))

    assert case.number in page
    assert "强检仪表" in page
    assert "合法性审查" not in page


def test_a_task_is_claimed_from_the_pool_and_then_is_mine(metrology: Client, people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "metrology")

    answer = metrology.post(reverse("claim", args=[task.pk]), follow=True)

    task.refresh_from_db()
    assert task.assignee == people.metrology
    assert f"已认领 {case.number}" in words(answer)
    assert case.number in words(metrology.get(INBOX, {"tab": "mine"}))


def test_who_claims_second_is_told_who_was_first(client: Client, people: Cast) -> None:
    task = task_of(accepted(people), "metrology")
    claim(task.pk, by=people.metrology, at=MORNING)

    answer = sign_in(client, people.metrology).post(reverse("claim", args=[task.pk]), follow=True)

    assert people.metrology.name in words(answer)
    assert Task.objects.get(pk=task.pk).assignee == people.metrology


def test_the_green_channel_stands_on_top_under_its_own_heading(metrology: Client, people: Cast) -> None:
    ordinary, green = accepted(people), accepted(people)
    Task.objects.filter(case=green).update(priority=Priority.GREEN)

    page = words(metrology.get(INBOX))

    assert page.index(green.number) < page.index(ordinary.number)
    assert "绿色通道" in page


def test_the_export_has_exactly_what_is_filtered(metrology: Client, people: Cast) -> None:
    here, elsewhere = accepted(people), accepted(people)
    elsewhere.district_id = "321181"
    elsewhere.save(update_fields=["district"])

    answer = metrology.get(INBOX, {"tab": "pool", "district": "321171", "format": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == [here.number]


def test_pages_follow_each_other_without_gap_or_double(
    metrology: Client, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = {accepted(people).number for _ in range(5)}
    monkeypatch.setattr("workflow.views.inbox.PAGE_SIZE", 2)
    seen: list[str] = []
    url = f"{INBOX}?tab=pool"
    while url:
        context = metrology.get(url).context
        seen += [row.task.case.number for group in context["groups"] for row in group.rows]
        url = context["next_url"]

    assert len(seen) == 5
    assert set(seen) == numbers


def test_an_empty_inbox_says_what_will_come(metrology: Client) -> None:
    assert "手上没有待办" in words(metrology.get(INBOX))


def test_a_kept_filter_says_how_many_tasks_it_finds(metrology: Client, people: Cast) -> None:
    accepted(people)
    accepted(people)
    for title, district in (("新区的", "321171"), ("扬中的", "321182")):
        metrology.post(reverse("save_filter"), {"title": title, "district": district, "tab": "pool"})

    found = metrology.get(reverse("inbox_filters")).context["saved"]

    assert {each.title: str(number) for each, number in found} == {"新区的": "2", "扬中的": "0"}


def test_an_item_is_found_by_its_english_title(metrology: Client, people: Cast) -> None:
    case = accepted(people, a_case(people, title_en="Gas cylinder filling licence"))
    accepted(people)

    groups = metrology.get(INBOX, {"tab": "pool", "item": "cylinder"}).context["groups"]

    assert [row.task.case.number for group in groups for row in group.rows] == [case.number]


def test_a_filter_is_kept_under_a_name_and_only_its_owner_forgets_it(metrology: Client, people: Cast) -> None:
    metrology.post(reverse("save_filter"), {"title": "新区的", "district": "321171", "tab": "pool"})
    kept = SavedFilter.objects.get(person=people.metrology)

    assert "district=321171" in kept.query
    assert "新区的" in words(metrology.get(reverse("inbox_filters")))

    sign_in(Client(), people.legal).post(reverse("forget_filter", args=[kept.pk]))
    assert SavedFilter.objects.filter(pk=kept.pk).exists()


def test_fifty_rows_cost_no_more_statements_than_one(metrology: Client, people: Cast) -> None:
    accepted(people)
    metrology.get(INBOX)
    with statements() as few:
        metrology.get(INBOX)
    for _ in range(9):
        accepted(people)
    with statements() as many:
        metrology.get(INBOX)

    assert len(many.asked) == len(few.asked)
    assert len(many.asked) <= 8


def test_several_tasks_are_claimed_together_and_what_was_refused_is_said(
    metrology: Client, people: Cast
) -> None:
    mine, done = task_of(accepted(people), "metrology"), accepted(people)
    finished = task_of(done, "metrology")
    do(people, done, "metrology")

    url = reverse("bulk_reassign")
    answer = metrology.post(url, {"act": "claim", "task": [mine.pk, finished.pk, "x"]}, follow=True)

    assert Task.objects.get(pk=mine.pk).assignee == people.metrology
    assert "已认领 1 件" in words(answer)
    assert people.metrology.name in words(answer)


def test_what_nobody_has_is_not_put_back(metrology: Client, people: Cast) -> None:
    mine, free = task_of(accepted(people), "metrology"), task_of(accepted(people), "metrology")
    claim(mine.pk, by=people.metrology, at=MORNING)

    answer = metrology.post(
        reverse("bulk_reassign"), {"act": "release", "task": [mine.pk, free.pk]}, follow=True
    )

    assert Task.objects.get(pk=mine.pk).assignee is None
    assert "1 件已放回任务池" in words(answer)
    assert "已经在任务池里" in words(answer)


def test_a_question_to_a_unit_is_no_further_round(people: Cast) -> None:
    asked = task_of(accepted(people), "legal")
    for question in ("是否食品用气？", "有无处罚？"):
        consult(
            asked.pk,
            units=[people.unit("food")],
            question=question,
            days=2,
            by=people.legal,
            at=MORNING,
        )

    page = words(sign_in(Client(), people.food).get(INBOX))

    assert page.count("协办：合法性审查") >= 2
    assert "第 2 轮" not in page


def test_a_row_tells_a_provisional_day_and_a_clock_that_no_longer_runs(client: Client, people: Cast) -> None:
    received, done = a_case(people), reviewed(people)
    do(people, done, "decision", Outcome.GRANTED)
    Task.objects.filter(case=received).update(due_on=date(2027, 1, 6), sort_on=date(2027, 1, 6))

    page = words(sign_in(client, people.clerk).get(INBOX))

    assert page.count("暂定") == 1
    assert "受理后起算" in page
    assert "已决定" in page
    assert str(done.promised_on) not in page
