"""Celery's doors to the engine; each calls an action a command can call too."""

from celery import shared_task
from django.utils import timezone

from workflow.actions.catching_up import sweep_calendar
from workflow.actions.checking import check_all
from workflow.actions.sweeping import sweep_all


@shared_task(name="workflow.check_cases", ignore_result=True)  # type: ignore[untyped-decorator]  # celery ships no types
def check_cases() -> None:
    """Check open cases now."""
    check_all(at=timezone.now())


@shared_task(name="workflow.follow_calendar", ignore_result=True)  # type: ignore[untyped-decorator]  # celery ships no types
def follow_calendar() -> None:
    """Bring the open clocks to the calendar in force."""
    sweep_calendar(timezone.now())


@shared_task(name="workflow.sweep_deadlines", ignore_result=True)  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_deadlines() -> None:
    """Run every deadline sweep now."""
    sweep_all(at=timezone.now())
