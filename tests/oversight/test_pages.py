"""The dashboard and its rows through the client: page, file and interface say the same, in few statements."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oversight.actions.foreseeing import sweep_outlooks
from oversight.actions.summarising import rebuild_figures
from oversight.figures import FIGURES
from oversight.models import Outlook, Prompt
from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.oversight import days_ago, late_case
from tests.makers.statements import statements
from tests.makers.workflow import a_case, accepted, task_of
from workdays.days import local_day
from workflow.actions import claim, say_why
from workflow.models import Case, Lateness, SavedFilter

BOARD = "/supervise/"


@pytest.fixture
def supervisor(client: Client, people: Cast) -> Client:
    return sign_in(client, people.supervisor)


def test_the_dashboard_names_what_is_late_and_who_must_act(supervisor: Client, people: Cast) -> None:
    case = late_case(people)

    page = words(supervisor.get(BOARD))

    assert case.number in page
    assert "已超法定" in page
    assert "石检" not in page
    assert "（无人认领）" in page


def test_one_click_urges_and_the_page_says_so(supervisor: Client, people: Cast) -> None:
    task = task_of(late_case(people), "legal")

    answer = supervisor.post(
        reverse("urge"), {"task": task.pk}, headers={"referer": "http://testserver/supervise/"}, follow=True
    )

    assert "已催办 1 件，待认领，已通知可认领的人员和单位负责人" in words(answer)
    assert Prompt.objects.get().task == task
    assert "今天已经催办过" in words(supervisor.post(reverse("urge"), {"task": task.pk}, follow=True))


def test_several_are_urged_at_once_and_what_is_refused_is_said(supervisor: Client, people: Cast) -> None:
    case = late_case(people)
    tasks = [task_of(case, step).pk for step in ("legal", "metrology")]

    answer = supervisor.post(reverse("urge"), {"task": [*tasks, tasks[0], "x", "9" * 30]}, follow=True)

    assert Prompt.objects.count() == 2
    assert "已催办 2 件" in words(answer)
    assert "今天已经催办过" in words(answer)


def test_a_note_is_left_from_its_page(supervisor: Client, people: Cast) -> None:
    task = task_of(late_case(people), "legal")
    url = reverse("supervise_note", args=[task.pk])
    assert "合法性审查" in words(supervisor.get(url))

    empty = supervisor.post(url, {"words": " "})
    sent = supervisor.post(url, {"words": "请今天会签。"}, follow=True)

    assert empty.status_code == 422
    assert Prompt.objects.get().words == "请今天会签。"
    assert sent.redirect_chain[-1][0] == reverse("case", args=[task.case.number])


@pytest.mark.parametrize("code", FIGURES)
def test_page_file_and_interface_show_the_same_rows(supervisor: Client, people: Cast, code: str) -> None:
    late_case(people)

    page = supervisor.get(reverse("supervise_rows", args=[code]))
    file = supervisor.get(reverse("supervise_rows", args=[code]), {"format": "csv"}).getvalue().decode()
    told = supervisor.get(reverse("api_supervise_figure", args=[code])).json()

    lines = list(csv.reader(io.StringIO(file.removeprefix("\ufeff"))))[1:]
    assert page.status_code == 200
    assert len(page.context["entries"]) == len(lines) == len(told["rows"]) == told["number"]


def test_the_interface_lists_every_figure(supervisor: Client, people: Cast) -> None:
    late_case(people)

    told = supervisor.get(reverse("api_supervise"), {"unit": "legal"}).json()

    assert {one["figure"]: one["number"] for one in told}["late"] == 1
    assert [one["url"] for one in told if one["figure"] == "late"] == ["/api/v1/supervise/late/?unit=legal"]


def test_a_figure_that_is_none_is_not_there(supervisor: Client) -> None:
    assert supervisor.get(reverse("supervise_rows", args=["nothing"])).status_code == 404
    assert supervisor.get(reverse("api_supervise_figure", args=["nothing"])).status_code == 404


def test_filters_stand_in_the_url_and_are_kept_as_a_view(supervisor: Client, people: Cast) -> None:
    late_case(people)
    assert "把当前视图存为" in words(supervisor.get(reverse("supervise_filters"), {"unit": "legal"}))

    saved = supervisor.post(
        reverse("save_supervise_view"), {"title": "法规处", "unit": "legal", "first_on": "2026-13-01"}
    )

    view = SavedFilter.objects.get(person=people.supervisor)
    assert (view.page, view.query, saved["Location"]) == ("supervise", "unit=legal", "/supervise/?unit=legal")
    assert "法规处" in words(supervisor.get(reverse("supervise_filters")))
    assert "法规处" not in words(supervisor.get("/inbox/filters/")).split("把当前筛选存为")[1]
    supervisor.post(reverse("forget_supervise_view", args=[view.pk]))
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("query", ["?first_on=x&unit=%00", "?unit=" + "a" * 300, "?after=_&kind=1"])
def test_strange_filters_are_left_out_or_find_nothing(supervisor: Client, query: str) -> None:
    assert supervisor.get(BOARD + query).status_code in {200, 400}
    assert supervisor.get(reverse("supervise_rows", args=["late"]) + query).status_code in {200, 400}


def test_the_unit_says_why_and_supervision_closes(supervisor: Client, people: Cast) -> None:
    case = late_case(people)
    row = Lateness.objects.get(case=case, task=task_of(case, "legal"))
    url = reverse("lateness", args=[row.pk])
    legal = sign_in(Client(), people.legal)
    assert "提交说明" in words(legal.get(url))
    assert "督察销号" not in words(legal.get(url))

    assert legal.post(url, {"act": "say", "reason": " "}).status_code == 422
    legal.post(url, {"act": "say", "reason": "两人同时请假。"})
    assert "两人同时请假。" in words(supervisor.get(url))
    assert supervisor.post(url, {"act": "close", "link": "", "reason": "调度不力"}).status_code == 422
    closed = supervisor.post(url, {"act": "close", "link": "合法性审查", "reason": "调度不力"}, follow=True)

    row.refresh_from_db()
    assert (row.said, row.link, row.closed_by) == ("两人同时请假。", "合法性审查", people.supervisor)
    assert "已销号" in words(closed)
    assert "提交说明" not in words(legal.get(url))


def test_a_stranger_learns_nothing_of_a_passed_limit(client: Client, people: Cast) -> None:
    row = Lateness.objects.filter(case=late_case(people)).first()
    assert row is not None

    answer = sign_in(client, people.standards).get(reverse("lateness", args=[row.pk]))

    assert answer.status_code == 404


def test_said_late_is_refused_with_who_closed_it(people: Cast) -> None:
    row = Lateness.objects.filter(case=late_case(people), unit=people.unit("legal")).first()
    assert row is not None

    say_why(row.pk, reason="人手不足", by=people.legal, at=timezone.now())

    assert Lateness.objects.get(pk=row.pk).said == "人手不足"


def test_the_dashboard_is_read_in_twenty_five_statements(supervisor: Client, people: Cast) -> None:
    for _each in range(3):
        claim(task_of(late_case(people), "legal").pk, by=people.legal, at=timezone.now())
    accepted(people, a_case(people, at=days_ago(14)), at=days_ago(14))
    sweep_outlooks(timezone.now())
    this_week = Case.objects.open().filter(sort_on__gt=local_day(timezone.now()))
    Outlook.objects.filter(case__in=this_week).update(is_at_risk=True)
    rebuild_figures(at=timezone.now())
    supervisor.get(BOARD)

    with statements() as asked:
        supervisor.get(BOARD)

    assert len(asked.asked) <= 25, asked.asked


def test_what_will_break_the_law_is_flagged_and_an_old_forecast_is_said_to_be_old(
    supervisor: Client, people: Cast
) -> None:
    case = accepted(people, a_case(people, at=days_ago(14)), at=days_ago(14))
    sweep_outlooks(timezone.now())
    Outlook.objects.update(breaks_statute=True, is_at_risk=True)
    rows = words(supervisor.get(reverse("supervise_rows", args=["unlawful-soon"])))
    assert case.number in rows
    assert "另有 1 件将超" in words(supervisor.get(BOARD))
    assert "已过时" not in words(supervisor.get(BOARD))

    Outlook.objects.update(day=local_day(days_ago(2)), breaks_statute=False, is_at_risk=False, over_days=0)

    page = words(supervisor.get(BOARD))
    assert "已过时" in page
    assert "每十分钟推算" not in page


def test_days_are_those_of_shanghai(db: None) -> None:
    assert local_day(days_ago(1)) < local_day(timezone.now())
