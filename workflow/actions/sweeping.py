"""Run the sweeps: each on its own, its run told in the ledger."""

import logging
from datetime import datetime

from django.db import transaction

from records.actions import record
from records.chain import Subject
from workdays.days import local_day
from workflow.models import SweepRun
from workflow.sweeping import Sweep, Swept, sweeps

SUBJECT_KIND = "sweep"
ERROR_LENGTH = 300
log = logging.getLogger("workflow")


def sweep_all(*, at: datetime) -> dict[str, SweepRun]:
    """Run every sweep once as of a moment; one that fails stops none of the others and is remembered."""
    return {sweep.code: _sweep(sweep, at) for sweep in sweeps()}


def _sweep(sweep: Sweep, at: datetime) -> SweepRun:
    try:
        swept, error = sweep.run(at), ""
    except Exception as fault:  # whatever one sweep meets, the others still run
        log.exception("The sweep %s failed.", sweep.code)
        swept, error = Swept(), f"{type(fault).__name__}: {fault}"
    return _note(sweep, swept, error[:ERROR_LENGTH], at)


def _note(sweep: Sweep, swept: Swept, error: str, at: datetime) -> SweepRun:
    """One row per sweep and day; a ledger line for the day's first run and whenever something was done."""
    day = local_day(at)
    with transaction.atomic():
        run, is_first = SweepRun.objects.select_for_update().get_or_create(
            code=sweep.code, day=day, defaults={"first_ran_at": at, "last_ran_at": at}
        )
        run.last_ran_at = max(run.last_ran_at, at)
        run.done, run.held, run.error = run.done + swept.done, swept.held, error
        run.save(update_fields=["last_ran_at", "done", "held", "error"])
        if is_first or swept.done or error:
            subject = Subject(SUBJECT_KIND, sweep.code)
            done, held = swept.done, swept.held
            record(subject, "sweep.ran", by=None, at=at, applied_on=day, done=done, held=held, error=error)
    return run
