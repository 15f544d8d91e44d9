"""Run the sweeps: each on its own, its run told in the ledger."""

from datetime import datetime
from functools import partial

from django.db import transaction

from records.actions import record
from records.chain import Subject
from workdays.days import local_day
from workflow.models import SweepRun
from workflow.sweeping import Swept, alone, sweeps

SUBJECT_KIND = "sweep"
ERROR_LENGTH = 300


def sweep_all(*, at: datetime) -> dict[str, Swept]:
    """What each sweep did when all were run once as of a moment; one that fails stops none of the others."""
    return {
        sweep.code: _noted(sweep.code, alone(partial(sweep.run, at), sweep.code), at) for sweep in sweeps()
    }


def _noted(code: str, swept: Swept, at: datetime) -> Swept:
    """One row per sweep and day; a ledger line for the day's first run and whenever something was done."""
    error = "；".join(swept.faults)[:ERROR_LENGTH]
    day = local_day(at)
    with transaction.atomic():
        run, is_first = SweepRun.objects.select_for_update().get_or_create(
            code=code, day=day, defaults={"first_ran_at": at, "last_ran_at": at}
        )
        run.last_ran_at = max(run.last_ran_at, at)
        run.done, run.held, run.error = run.done + swept.done, swept.held, error
        run.save(update_fields=["last_ran_at", "done", "held", "error"])
        if is_first or swept.done or error:
            subject = Subject(SUBJECT_KIND, code)
            done, held = swept.done, swept.held
            record(subject, "sweep.ran", by=None, at=at, applied_on=day, done=done, held=held, error=error)
    return swept
