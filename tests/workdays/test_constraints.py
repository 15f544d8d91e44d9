"""What must never stand in the calendar's tables is refused by the database itself."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from workdays.models import CalendarDay, CalendarVersion, CalendarYear

YEAR = (
    "INSERT INTO workdays_calendaryear "
    "(year, source, document_no, issued_on, is_provisional, entered_at) VALUES "
)
DAY = 'INSERT INTO workdays_calendarday ("on", year_id, kind, is_working, name) VALUES '
ATTACKS = {
    "a year without end": YEAR + "(3000, 'rule', '', NULL, TRUE, NULL)",
    "a year before all": YEAR + "(1800, 'rule', '', NULL, TRUE, NULL)",
    "an unheard-of source": YEAR + "(2040, 'rumour', '', NULL, FALSE, NULL)",
    "a rule that is final": YEAR + "(2040, 'rule', '', NULL, FALSE, NULL)",
    "a notice that is provisional": YEAR + "(2040, 'notice', 'X', '2039-11-01', TRUE, '2039-11-02')",
    "a notice without number": YEAR + "(2040, 'notice', '  ', '2039-11-01', FALSE, '2039-11-02')",
    "a notice without date": YEAR + "(2040, 'notice', 'X', NULL, FALSE, '2039-11-02')",
    "a notice never entered": YEAR + "(2040, 'notice', 'X', '2039-11-01', FALSE, NULL)",
    "a number for the package's data": "UPDATE workdays_calendaryear SET document_no = 'X' WHERE year = 2026",
    "a worked weekday as make-up": DAY + "('2027-03-03', 2027, 'makeup', TRUE, '')",
    "a make-up day that is off": DAY + "('2027-03-06', 2027, 'makeup', FALSE, '')",
    "a holiday that is worked": DAY + "('2027-03-06', 2027, 'holiday', TRUE, '')",
    "an unheard-of kind": DAY + "('2027-03-06', 2027, 'party', FALSE, '')",
    "a day far from its year": DAY + "('2030-03-06', 2027, 'holiday', FALSE, '')",
    "a day twice": DAY + "('2027-01-01', 2027, 'holiday', FALSE, '')",
    "a second version": "INSERT INTO workdays_calendarversion (id, number, digest) VALUES (2, 1, 'x')",
    "a version without digest": "UPDATE workdays_calendarversion SET digest = ''",
}


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ATTACKS.values(), ids=ATTACKS.keys())
def test_the_database_refuses(sql: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_the_same_statements_pass_where_they_are_lawful() -> None:
    with connection.cursor() as cursor:
        cursor.execute(YEAR + "(2040, 'notice', 'X', '2039-11-01', FALSE, '2039-11-02')")
        cursor.execute(DAY + "('2027-03-06', 2027, 'makeup', TRUE, '')")

    assert CalendarDay.objects.get(on="2027-03-06").is_working


@pytest.mark.django_db
def test_a_year_with_days_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        CalendarYear.objects.get(pk=2026).delete()


@pytest.mark.django_db
def test_rows_tell_themselves_apart() -> None:
    assert str(CalendarYear.objects.get(pk=2026)) == "2026"
    assert str(CalendarDay.objects.get(on="2026-10-10")) == "2026-10-10 调休上班 国庆节"
    assert str(CalendarVersion.objects.get()) == "1"
