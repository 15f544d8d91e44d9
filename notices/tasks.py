"""The worker's door to the outbox."""

from celery import shared_task
from django.utils import timezone

from notices.actions import drain
from notices.actions.nudging import DRAIN_TASK


@shared_task(name=DRAIN_TASK, ignore_result=True)  # type: ignore[untyped-decorator]  # celery ships no types
def drain_notices() -> None:
    """Deliver what is due now."""
    drain(timezone.now())
