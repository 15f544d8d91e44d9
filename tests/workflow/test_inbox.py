"""The inbox: whose work it shows, in which order, page by page, and what it costs."""

from datetime import date, timedelta

import pytest

from organization.access import standing
from organization.models import Absence, Person, Role
from organization.standing import Standing
from tests.makers.organization import Cast, give_post, make_person
from tests.makers.statements import statements
from tests.makers.workflow import MORNING, a_case, a_process, accepted, reviewed, task_of
from workflow.actions import claim, delegate, prioritise
from workflow.definitions.reading import graph_of
from workflow.inbox import Cursor, Filters, Tab, count, counts, page
from workflow.inbox.acts import page_of, words_of
from workflow.models import Case, Task
from workflow.steps import Priority

ON = date(2026, 9, 23)


def stand(person: Person, on: date = ON) -> Standing:
    return standing(Person.objects.get(pk=person.pk), on)


def rows(person: Person, tab: Tab, **facts: object) -> list[str]:
    found = page(stand(person), tab, **facts).tasks  # type: ignore[arg-type]  # facts of page
    return [f"{task.case.number[16:21]} {code_of(task)}" for task in found]


def code_of(task: Task) -> str:
    return graph_of(task.case.process_id).by_id[task.step_id or 0].code


def test_an_unclaimed_task_is_in_its_seats_pool_and_nowhere_else(people: Cast) -> None:
    accepted(people)

    assert rows(people.metrology, Tab.POOL) == ["00001 metrology"]
    assert rows(people.metrology, Tab.MINE) == []
    assert rows(people.food, Tab.POOL) == []
    assert rows(people.clerk, Tab.POOL) == []


def test_a_claimed_task_moves_to_ones_own(people: Cast) -> None:
    case = accepted(people)

    claim(task_of(case, "metrology").pk, by=people.metrology, at=MORNING)

    assert rows(people.metrology, Tab.MINE) == ["00001 metrology"]
    assert rows(people.metrology, Tab.POOL) == []
    assert rows(people.metrology, Tab.UNIT) == ["00001 metrology"]


def test_a_task_waits_in_the_pool_of_its_role_only(people: Cast) -> None:
    clerk = make_person("head-only", name="只是处长")
    give_post(clerk, people.unit("legal"), Role.SECTION_HEAD)
    accepted(people)

    assert rows(clerk, Tab.POOL) == []
    assert rows(clerk, Tab.UNIT) == ["00001 legal"]


def test_a_deputy_finds_the_work_of_the_absent(people: Cast) -> None:
    case = accepted(people)
    claim(task_of(case, "metrology").pk, by=people.metrology, at=MORNING)
    Absence.objects.create(person=people.metrology, deputy=people.standards, first_on=ON, last_on=ON)

    assert rows(people.standards, Tab.MINE) == ["00001 metrology"]


def test_delegated_work_is_in_both_inboxes_within_its_dates(people: Cast) -> None:
    case = accepted(people)
    colleague = make_person("metrology2", name="于量")
    give_post(colleague, people.unit("metrology"), Role.REVIEWER)
    task = task_of(case, "metrology")
    claim(task.pk, by=people.metrology, at=MORNING)
    delegate(task.pk, to=colleague, first_on=ON, last_on=ON, by=people.metrology, at=MORNING)

    assert rows(colleague, Tab.MINE) == ["00001 metrology"]
    assert page(stand(colleague, ON + timedelta(days=1)), Tab.MINE).tasks == []


def test_green_cases_come_first_then_the_most_urgent(people: Cast) -> None:
    process = a_process()
    for _case in range(3):
        accepted(people, a_case(people, process))
    numbers = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    prioritise(numbers[2], priority=Priority.GREEN, reason="重大项目", by=people.chief, at=MORNING)
    Task.objects.filter(case=numbers[1], step__code="legal").update(
        due_on=date(2026, 9, 28), warn_on=date(2026, 9, 28), sort_on=date(2026, 9, 28)
    )

    assert rows(people.legal, Tab.POOL) == ["00003 legal", "00002 legal", "00001 legal"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_tell_each_row_once_in_order(people: Cast, size: int) -> None:
    process = a_process()
    for _case in range(7):
        accepted(people, a_case(people, process))
    give_post(people.legal, people.unit("metrology"), Role.REVIEWER)
    seen: list[int] = []
    after = None

    while True:
        found = page(stand(people.legal), Tab.POOL, after=after, size=size)
        seen += [task.pk for task in found.tasks]
        after = Cursor.read(str(found.after)) if found.after else None
        if after is None:
            break

    wanted = Task.objects.open().filter(step__code__in=["legal", "metrology"])
    assert seen == list(wanted.order_by("priority", "sort_on", "pk").values_list("pk", flat=True))
    assert len(seen) == 14


@pytest.mark.parametrize("text", ["", "x", "2_2026-09-23", "2_yesterday_3", "2_2026-09-23_x", "1_2_3_4"])
def test_a_place_that_is_none_begins_at_the_beginning(text: str) -> None:
    assert Cursor.read(text) is None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 3),
        ({"item": "电梯"}, 1),
        ({"item": "%"}, 0),
        ({"district": "321181"}, 1),
        ({"step": "review"}, 3),
        ({"step": "site_check"}, 0),
        ({"due_until": "2026-09-30"}, 0),
        ({"due_until": "2026-10-08"}, 3),
        ({"due_until": "not a day"}, 3),
        ({"due_until": "2026-99-99"}, 3),
        ({"green": "1"}, 0),
    ],
)
def test_filters_narrow_page_and_count_alike(people: Cast, filters: dict[str, str], expected: int) -> None:
    process = a_process()
    accepted(people, a_case(people, process))
    accepted(people, a_case(people, process, title="电梯安装许可"))
    accepted(people, a_case(people, process, district="321181"))
    read = Filters.read(filters)

    assert len(page(stand(people.legal), Tab.POOL, filters=read).tasks) == expected
    assert count(stand(people.legal), Tab.POOL, filters=read).number == expected


def test_a_count_is_honest_up_to_its_bound(people: Cast) -> None:
    process = a_process()
    for _case in range(3):
        accepted(people, a_case(people, process))

    assert str(count(stand(people.legal), Tab.POOL, most=3)) == "3"
    assert str(count(stand(people.legal), Tab.POOL, most=2)) == "2+"


def test_all_tabs_are_counted_in_one_statement(people: Cast) -> None:
    reviewed(people)
    accepted(people)
    mine = stand(people.legal)

    with statements() as asked:
        found = counts(mine, list(Tab))

    assert len(asked.asked) == 1
    assert {tab: found[tab].number for tab in Tab} == {tab: count(mine, tab).number for tab in Tab}


def test_a_page_costs_one_statement_whatever_the_seats(people: Cast) -> None:
    accepted(people)
    for unit in ("food", "quality", "standards"):
        give_post(people.legal, people.unit(unit), Role.REVIEWER)
    mine = stand(people.legal)

    with statements() as asked:
        shown = [
            (task.case.party.title(), task.case.wording, task.assignee, words_of(task), page_of(task))
            for task in page(mine, Tab.POOL).tasks
        ]

    assert len(shown) == 1
    assert len(asked.asked) == 1


def test_nobody_without_a_post_has_an_inbox(people: Cast) -> None:
    accepted(people)

    assert all(page(stand(people.enterprise), tab).tasks == [] for tab in Tab)
    assert count(stand(people.enterprise), Tab.POOL).number == 0
