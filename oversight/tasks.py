"""Celery's door to oversight; it calls an action a command can call too."""

from celery import shared_task
from django.utils import timezone

from oversight.actions.summarising import rebuild_figures as rebuild


@shared_task(name="oversight.rebuild_figures", ignore_result=True)  # type: ignore[untyped-decorator]  # celery ships no types
def rebuild_figures() -> None:
    """Make every summary of history anew."""
    rebuild(at=timezone.now())
