"""Reminders: each once, to the right person, climbing; re-armed when the date or the person changes."""

from datetime import UTC, date, datetime, timedelta

from notices.actions import drain
from notices.models import Channel, Notice
from organization.actions import record_absence
from organization.models import Person
from tests.makers.documents import a_document
from tests.makers.organization import Cast, give_post, make_person
from tests.makers.workflow import MORNING, a_case, accepted, do, reviewed, task_of
from workflow.actions import pause, reassign, resume, return_to
from workflow.actions.reminding import sweep_reminders
from workflow.models import Case, Task
from workflow.steps import PauseGround
from workflow.sweeping import Swept


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def told(person: Person) -> list[str]:
    """The kinds of reminders this person has in the house."""
    own = Notice.objects.filter(recipient=person, channel=Channel.IN_APP, kind__startswith="reminder")
    return sorted(own.values_list("kind", flat=True))


def test_the_person_hears_at_four_fifths_and_on_the_last_day(people: Cast) -> None:
    accepted(people)

    sweep_reminders(noon(9, 29))
    assert told(people.legal) == []
    sweep_reminders(noon(9, 30))
    assert told(people.legal) == ["reminder.task.warn"]
    sweep_reminders(noon(10, 8))
    assert told(people.legal) == ["reminder.task.last_day", "reminder.task.warn"]


def test_an_outage_owes_all_that_fell_in_it_once(people: Cast) -> None:
    accepted(people)

    first = sweep_reminders(noon(10, 12))

    assert first.done > 0
    assert told(people.legal) == ["reminder.task.last_day", "reminder.task.over1", "reminder.task.warn"]
    assert sweep_reminders(noon(10, 12)) == Swept(0)


def test_lateness_climbs_to_the_head_then_the_leader_then_supervision(people: Cast) -> None:
    head = give_post(make_person("legal_head", name="处长甲"), people.unit("legal"), "section_head").person
    case = accepted(people)
    for step in ("equipment", "metrology", "institute", "district"):
        do(people, case, step)

    for day in (noon(10, 9), noon(10, 12), noon(10, 22), noon(10, 23)):
        sweep_reminders(day)

    assert "reminder.task.over1" in told(head)
    assert {"reminder.task.over2", "reminder.case.over1"} <= set(told(people.leader))
    assert told(people.supervisor) == ["reminder.case.over2"]


def test_the_deputy_hears_for_the_absent(people: Cast) -> None:
    case = accepted(people)
    reassign(task_of(case, "legal").pk, to=people.legal, by=people.legal, at=MORNING)
    record_absence(
        people.legal,
        deputy=people.metrology,
        first_on=date(2026, 9, 28),
        last_on=date(2026, 10, 1),
        by=people.admin,
        at=MORNING,
    )

    sweep_reminders(noon(9, 30))

    assert (told(people.legal), "reminder.task.warn" in told(people.metrology)) == ([], True)


def test_a_new_person_is_reminded_of_what_the_old_one_heard(people: Cast) -> None:
    case = accepted(people)
    colleague = give_post(make_person("legal2", name="法规乙"), people.unit("legal")).person
    reassign(task_of(case, "legal").pk, to=people.legal, by=people.legal, at=MORNING)
    sweep_reminders(noon(9, 30))

    reassign(task_of(case, "legal").pk, to=colleague, by=people.legal, at=noon(9, 30))
    sweep_reminders(noon(9, 30) + timedelta(hours=1))

    assert (told(people.legal), told(colleague)) == (["reminder.task.warn"], ["reminder.task.warn"])


def test_a_standing_clock_reminds_nobody_and_a_moved_date_anew(people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "institute")
    pause(
        task.pk,
        ground=PauseGround.TESTING,
        notice=a_document(),
        expected_days=9,
        by=people.equipment,
        at=MORNING,
    )
    sweep_reminders(noon(10, 8))
    assert Task.objects.get(pk=task.pk).remind_on is None

    resume(task.pk, by=people.equipment, at=noon(10, 8))
    sweep_reminders(noon(10, 13))

    assert "reminder.task.last_day" in told(people.institute)


def test_a_new_round_has_its_own_reminders(people: Cast) -> None:
    case = reviewed(people)
    sweep_reminders(noon(9, 30))
    before = told(people.legal)

    return_to(task_of(case, "decision").pk, step="legal", reason="补充依据", by=people.chief, at=noon(10, 8))
    sweep_reminders(noon(10, 15))

    assert len(told(people.legal)) > len(before)


def test_several_matters_to_one_person_leave_as_one_message(people: Cast, mailoutbox: list[object]) -> None:
    Person.objects.filter(pk=people.legal.pk).update(email="legal@example.com")
    accepted(people)
    accepted(people)

    sweep_reminders(noon(9, 30))
    drain(noon(9, 30) + timedelta(minutes=10))

    assert len(mailoutbox) == 1
    assert Notice.objects.filter(recipient=people.legal, channel=Channel.EMAIL).count() == 2


def test_at_night_nothing_is_said_before_working_hours(people: Cast) -> None:
    accepted(people)

    sweep_reminders(datetime(2026, 9, 29, 17, 0, tzinfo=UTC))  # one in the morning of the 30th

    due = Notice.objects.get(recipient=people.legal, kind="reminder.task.warn", channel=Channel.IN_APP).due_at
    assert due == datetime(2026, 9, 30, 1, 0, tzinfo=UTC)


def test_only_what_is_due_is_read(people: Cast) -> None:
    accepted(people)

    assert sweep_reminders(MORNING) == Swept(0)
    assert Case.objects.filter(remind_on=date(2026, 10, 16)).exists()


def test_each_reader_hears_it_in_their_own_language(people: Cast) -> None:
    Person.objects.filter(pk=people.legal.pk).update(language="en")
    accepted(people, a_case(people, title_en="Permit to fill gas cylinders"))

    sweep_reminders(noon(9, 30))

    notice = Notice.objects.get(recipient=people.legal, channel=Channel.IN_APP, kind="reminder.task.warn")
    assert notice.title == "Four fifths of the limit used: Permit to fill gas cylinders"
