"""The installation's own periodic task: it shows that beat and worker live."""

from datetime import datetime

from celery import shared_task
from celery.signals import beat_embedded_init, beat_init, before_task_publish, worker_ready
from django.utils import timezone

from zhenjiang_qts.models import Pulse

PULSE = "zhenjiang_qts.pulse"


@shared_task(name=PULSE)  # type: ignore[untyped-decorator]  # celery ships no types
def pulse() -> None:
    """The worker lives."""
    beat_once("worker", timezone.now())


@worker_ready.connect  # type: ignore[untyped-decorator]  # celery ships no types
def note_worker(**_: object) -> None:
    """A worker that has just started lives before the first beat."""
    beat_once("worker", timezone.now())


@beat_init.connect  # type: ignore[untyped-decorator]  # celery ships no types
@beat_embedded_init.connect  # type: ignore[untyped-decorator]  # celery ships no types
@before_task_publish.connect(sender=PULSE)  # type: ignore[untyped-decorator]  # celery ships no types
def note_beat(**_: object) -> None:
    """Only the beat ever sends a pulse, so sending one shows that it lives."""
    beat_once("beat", timezone.now())


def beat_once(name: str, at: datetime) -> None:
    """Remember when a process was last seen."""
    Pulse.objects.update_or_create(name=name, defaults={"at": at})
