"""A year's notice is shown first, entered by one act, and every open clock follows with its line."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from records.models import Event
from tests.makers.calendar import a_case_over_new_year, year_file
from tests.makers.organization import Cast
from tests.makers.workdays import all_an_entry_changes, moment, notice_2027
from tests.makers.workflow import a_process
from workdays.actions import enter_year
from workdays.models import CalendarYear
from workdays.store import current_calendar
from workdays.yearnotice import NoticeRefusedError
from workflow.actions.catching_up import sweep_calendar
from workflow.actions.entering import MovedMeanwhileError, change_of, draft_year, enter_draft
from workflow.deadlines import drifts
from workflow.models import Case, CatchUp, Task, YearDraft
from workflow.refusals import NotThereError
from workflow.retelling import untold

NOW = moment("2026-12-22")


def test_a_preview_tells_what_moves_and_writes_nothing(people: Cast) -> None:
    case = a_case_over_new_year(people)
    before = (all_an_entry_changes(), list(Case.objects.values_list()), list(Task.objects.values_list()))

    draft = draft_year(year_file(), by=people.admin, at=NOW)

    change = change_of(draft, at=NOW)
    promised = next(one for one in change.moved() if one.what == "promised_on")
    assert (promised.number, promised.stored, promised.expected) == (
        case.number,
        date(2027, 2, 2),
        date(2027, 2, 1),
    )
    assert change.behind(promised) == [date(2027, 1, 30)]
    assert (draft.cases, draft.dates) == (1, 2)
    after = (all_an_entry_changes(), list(Case.objects.values_list()), list(Task.objects.values_list()))
    assert before == after


def test_confirming_enters_the_year_and_every_date_that_moves_has_its_line(people: Cast) -> None:
    case = a_case_over_new_year(people)
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    entered = enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    case.refresh_from_db()
    lines = Event.objects.about(case.subject).filter(verb="clock.recomputed").in_order()
    told = [(one.data["clock"], one.data["from"], one.data["to"], one.data["document_no"]) for one in lines]
    assert told == [
        ("promised_on", "2027-02-02", "2027-02-01", "测试〔2026〕1号"),
        ("statutory_on", "2027-02-11", "2027-02-16", "测试〔2026〕1号"),
    ]
    assert (case.promised_on, case.is_provisional, case.sort_on) == (
        date(2027, 2, 1),
        False,
        date(2027, 2, 1),
    )
    year = CalendarYear.objects.get(year=2027)
    assert (year.document_no, year.title, year.issuer) == ("测试〔2026〕1号", "示范通知", "示范机关")
    assert Event.objects.get(subject_kind="calendar_year", subject_key="2027").actor_id == people.admin.pk
    assert entered.version is not None
    run = CatchUp.objects.get(version=entered.version)
    assert (run.looked, run.cases, run.dates, run.is_running) == (1, 1, 2, False)
    assert list(drifts(current_calendar())) == []
    assert list(untold(Case.objects.all())) == []
    call_command("recompute_deadlines", "--check", stdout=StringIO())
    call_command("verify_ledger", stdout=StringIO())


def test_a_double_confirmation_is_one_entry(people: Cast) -> None:
    a_case_over_new_year(people)
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    first = enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)
    second = enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    assert (first.version, second.version) == (2, 2)
    assert Event.objects.filter(verb="calendar_year.entered").count() == 1
    assert Event.objects.filter(verb="clock.recomputed").count() == 2


def test_whoever_was_second_is_told_and_shown_the_calendar_as_it_is_now(people: Cast) -> None:
    a_case_over_new_year(people)
    mine = draft_year(year_file(), by=people.admin, at=NOW)
    enter_year(notice_2027(document_no="测试〔2026〕2号"), by=None, at=NOW)

    with pytest.raises(MovedMeanwhileError):
        enter_draft(mine.pk, seen=mine.seen, by=people.admin, at=NOW)

    shown = YearDraft.objects.get(pk=mine.pk)
    assert (shown.version, shown.base) == (None, current_calendar().digest)
    assert CalendarYear.objects.get(year=2027).document_no == "测试〔2026〕2号"


def test_a_case_that_came_between_is_shown_before_anything_is_entered(people: Cast) -> None:
    process = a_process()
    a_case_over_new_year(people, process)
    draft = draft_year(year_file(), by=people.admin, at=NOW)
    a_case_over_new_year(people, process)

    with pytest.raises(MovedMeanwhileError):
        enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    shown = YearDraft.objects.get(pk=draft.pk)
    assert (shown.cases, CalendarYear.objects.get(year=2027).is_provisional) == (2, True)
    assert enter_draft(draft.pk, seen=shown.seen, by=people.admin, at=NOW).version == 2


@pytest.mark.parametrize("who", ["clerk", "chief", "supervisor"])
def test_nobody_but_an_administrator_previews_or_enters(people: Cast, who: str) -> None:
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    with pytest.raises(NotThereError):
        draft_year(year_file(), by=getattr(people, who), at=NOW)
    with pytest.raises(NotThereError):
        enter_draft(draft.pk, seen=draft.seen, by=getattr(people, who), at=NOW)

    assert CalendarYear.objects.get(year=2027).is_provisional


def test_a_draft_is_nobody_elses(people: Cast) -> None:
    draft = draft_year(year_file(), by=people.admin, at=NOW)
    YearDraft.objects.update(drafted_by=people.chief)

    with pytest.raises(NotThereError):
        enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"work": ["2027-01-29"]}, "调休上班第 1 天（2027-01-29）：不是周六或周日，本来就上班。"),
        (
            {"off": [["2027-01-01", "2027-01-03"], ["2027-01-03", "2027-01-04"]]},
            "放假第 2 段（2027-01-03 至 2027-01-04）：与第 1 段重叠。",
        ),
        ({"year": 2024, "issued_on": "2024-01-05"}, "年份：2024 年已结束，日历已锁定。"),
        ({"document_no": ""}, "文号：没有文号，不能录入。"),
        ({"document_no": None}, "文号：没有文号，不能录入。"),
        ({"off": "2027-01-01"}, "放假：应是一个列表。"),
        ({"issuer": 5}, "发文机关：应是文字。"),
        ({"title": "长" * 201}, "标题：超过 200 个字符。"),
    ],
    ids=["weekday", "overlap", "closed year", "blank number", "no number", "no list", "no text", "long"],
)
def test_a_bad_file_is_refused_whole_line_by_line(
    people: Cast, changes: dict[str, object], said: str
) -> None:
    a_case_over_new_year(people)
    before = (all_an_entry_changes(), list(Case.objects.values_list()))

    with pytest.raises(NoticeRefusedError) as refused:
        draft_year(year_file(None, **changes), by=people.admin, at=NOW)

    assert said in [str(fault) for fault in refused.value.faults]
    assert before == (all_an_entry_changes(), list(Case.objects.values_list()))
    assert not YearDraft.objects.exists()


def test_the_paper_alone_moves_no_clock(people: Cast) -> None:
    a_case_over_new_year(people)
    enter_year(notice_2027(), by=None, at=NOW)
    sweep_calendar(NOW)
    draft = draft_year(year_file(document_no="测试〔2026〕9号"), by=people.admin, at=NOW)

    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    assert (draft.cases, CatchUp.objects.newest_first()[0].total) == (0, 0)
    assert not CatchUp.objects.running().exists()
