"""Forecasts kept for the dashboard: as the case page says, renewed when something moved."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, connection, transaction

from oversight.actions.foreseeing import sweep_outlooks
from oversight.figures import FIGURES
from oversight.figures.cases import UnlawfulSoon, first_of, lines_of, numbers
from oversight.models import Outlook
from tests.makers.organization import Cast
from tests.makers.oversight import asking, noon
from tests.makers.statements import statements
from tests.makers.workflow import MORNING, REVIEWS, a_case, accepted, do, reviewed
from workdays.store import current_calendar
from workflow.models import Case
from workflow.overview import open_file, open_files
from workflow.sweeping import Swept


def test_a_case_is_at_risk_before_it_is_late(people: Cast) -> None:
    case = accepted(people)

    assert sweep_outlooks(noon(9, 24)) == Swept()
    assert not Outlook.objects.get(case=case).is_at_risk
    sweep_outlooks(noon(10, 21))

    outlook = Outlook.objects.get(case=case)
    assert (outlook.is_at_risk, outlook.expected_on, outlook.over_days) == (True, date(2026, 10, 23), 2)
    assert case.promised_on == date(2026, 10, 21)


def test_the_forecast_of_the_list_is_that_of_the_case_page(people: Cast) -> None:
    cases = [accepted(people), reviewed(people), accepted(people, a_case(people))]
    today, calendar = date(2026, 10, 12), current_calendar()

    one_by_one = [open_file(Case.objects.get(pk=case.pk), today=today, calendar=calendar) for case in cases]

    together = list(open_files(Case.objects.order_by("pk"), today=today, calendar=calendar))
    assert [file.forecast for file in together] == [file.forecast for file in one_by_one]
    assert [file.is_at_risk for file in together] == [file.is_at_risk for file in one_by_one]


def test_only_what_moved_is_reckoned_anew_on_the_same_day(people: Cast) -> None:
    for _each in range(3):
        accepted(people)
    moved = accepted(people)
    sweep_outlooks(noon(9, 24))
    do(people, moved, "legal", at=noon(9, 24))

    with statements() as asked:
        sweep_outlooks(noon(9, 24))

    moved.refresh_from_db()
    assert Outlook.objects.get(case=moved).version == moved.version
    assert len(asked.asked) <= 8
    with statements() as idle:
        sweep_outlooks(noon(9, 24))
    assert len(idle.asked) <= 4


def test_with_the_decision_the_forecast_is_gone(people: Cast) -> None:
    case = accepted(people)
    sweep_outlooks(MORNING)
    for step in (*REVIEWS, "decision"):
        do(people, case, step)

    sweep_outlooks(noon(9, 24))

    assert not Outlook.objects.exists()


def test_days_over_belong_to_a_risk(people: Cast) -> None:
    accepted(people)
    sweep_outlooks(MORNING)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE oversight_outlook SET over_days = 3")


def test_what_will_break_the_law_is_told_before_it_does_and_comes_first(people: Cast) -> None:
    early, late = accepted(people), accepted(people, a_case(people))
    assert late.statutory_on is not None
    sweep_outlooks(noon(9, 24))
    assert not Outlook.objects.filter(breaks_statute=True).exists()

    sweep_outlooks(datetime.combine(late.statutory_on, time(4), UTC))

    assert Outlook.objects.get(case=late).breaks_statute
    Outlook.objects.filter(case=early).update(breaks_statute=False)
    question = asking(people.supervisor, late.statutory_on)
    cases = first_of(FIGURES["open"], question, 8)
    assert [case.pk for case in cases] == [late.pk, early.pk]
    assert [line.breaks_statute for line in lines_of(question, cases)] == [True, False]
    assert numbers(question, [UnlawfulSoon()]) == {"unlawful-soon": 1}
    assert open_file(late, today=late.statutory_on, calendar=current_calendar()).breaks_statute


def test_a_forecast_of_an_earlier_day_is_known_to_be_stale(people: Cast) -> None:
    accepted(people)
    sweep_outlooks(noon(9, 24))

    assert Outlook.objects.stale_since(date(2026, 9, 24)) is None
    assert Outlook.objects.stale_since(date(2026, 9, 25)) == date(2026, 9, 24)
