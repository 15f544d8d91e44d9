"""After commit, ask the worker to look at the outbox: the one place below that touches Celery."""

import logging
import time

from celery import current_app
from django.db import transaction

DRAIN_TASK = "notices.drain"
SECONDS_BETWEEN = 1.0  # one drain delivers whatever is due, so many acts in a second need one
SECONDS_QUIET = 30.0  # a broker that is down is not asked again at every act
log = logging.getLogger("notices")
_next_at = 0.0


def nudge() -> None:
    """Send the drain task once the transaction is kept; a silent broker is no error of the act."""
    transaction.on_commit(send_nudge, robust=True)


def send_nudge() -> bool:
    """Send the task by name; False where none was sent (the periodic drain then does the work)."""
    global _next_at
    if time.monotonic() < _next_at:
        return False
    _next_at = time.monotonic() + SECONDS_BETWEEN
    try:
        current_app.send_task(DRAIN_TASK, retry=False, ignore_result=True)
    except Exception as error:  # whatever a broker raises, the act itself stands
        _next_at = time.monotonic() + SECONDS_QUIET
        log.warning("The broker was not reached, the periodic drain will deliver: %s", error)
        return False
    return True
