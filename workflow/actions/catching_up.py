"""The open clocks follow the calendar: an idempotent scan in batches, which goes on where it was killed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from workdays.models import CalendarVersion, CalendarYear
from workdays.store import current_calendar
from workdays.yearnotice import reach
from workflow.actions.overdue import put_on_record
from workflow.actions.recomputing import CHUNK, recompute
from workflow.deadlines import drifts, touched
from workflow.ended_late import ended_late
from workflow.models import CatchUp
from workflow.sweeping import Swept

LOOK_AGAIN_AFTER = timedelta(minutes=10)  # longer than any act that began before the calendar changed


def sweep_calendar(at: datetime) -> Swept:
    """Bring every open clock to the calendar in force, before any other sweep reads a date."""
    before = _moved(at)
    begin_if_behind(at)
    while catch_up(at):
        pass
    look_again(at)
    return Swept(_moved(at) - before)


def begin(version: int, *, since: date | None, at: datetime, is_needed: bool = True) -> CatchUp:
    """A run for a new version of the calendar takes the place of one still under way, from its first day."""
    kept = CatchUp.objects.running().first()
    if kept is not None:
        since = None if since is None or kept.since is None else min(since, kept.since)
        CatchUp.objects.running().filter(pk=kept.pk).update(
            is_running=False, done_at=max(at, kept.started_at)
        )
    total = touched(since).count() if is_needed or kept else 0
    run = CatchUp.objects.create(version=version, since=since, started_at=at, total=total)
    return run if total or is_needed else _finish(run, at)


def begin_if_behind(at: datetime) -> None:
    """A calendar entered by hand (`load_calendar`) has no run of its own yet; the first one finds all."""
    version = CalendarVersion.objects.values_list("number", flat=True).first()
    newest = CatchUp.objects.newest_first().first()
    if version is not None and (newest is None or newest.version < version):
        with transaction.atomic():
            begin(version, since=None, at=at)


def catch_up(at: datetime) -> bool:
    """One batch of the run under way; false once there is none. Each batch is a transaction of its own."""
    run = CatchUp.objects.running().first()
    return run is not None and _batch(run.pk, at)


@transaction.atomic
def _batch(pk: int, at: datetime) -> bool:
    run = CatchUp.objects.select_for_update().get(pk=pk)
    if not run.is_running:
        return True
    rest = touched(run.since).filter(pk__gt=run.cursor).order_by("pk")
    numbers = list(rest.values_list("pk", flat=True)[:CHUNK])
    if not numbers:
        _finish(run, at)
        return False
    moved = [one for one in recompute(numbers, by=None, at=at) if one.is_date]
    run.cursor, run.looked = numbers[-1], run.looked + len(numbers)
    run.cases += len({one.case_id for one in moved})
    run.dates += len(moved)
    run.save(update_fields=["cursor", "looked", "cases", "dates"])
    return True


def _finish(run: CatchUp, at: datetime) -> CatchUp:
    """All clocks are right: now what ended late on a day then provisional goes on record too."""
    run.late = _record_ended(run, at)
    run.is_running, run.done_at = False, max(at, run.started_at)
    run.save(update_fields=["late", "is_running", "done_at"])
    return run


def _record_ended(run: CatchUp, at: datetime) -> int:
    since = run.since or _since_entered(run)
    return put_on_record(partial(ended_late, since=since), at).done if since else 0


def _since_entered(run: CatchUp) -> date | None:
    """The first day the years entered since the last run may speak of."""
    before = CatchUp.objects.filter(version__lt=run.version).newest_first().first()
    years = CalendarYear.objects.filter(entered_at__isnull=False)
    new = years if before is None else years.filter(entered_at__gte=before.started_at)
    first = new.order_by("year").values_list("year", flat=True).first()
    return reach(first)[0] if first else None


def look_again(at: datetime) -> None:
    """Once, some minutes later: an act begun under the old calendar may have written its dates after us."""
    unchecked = CatchUp.objects.filter(is_running=False, checked_at__isnull=True)
    run = unchecked.filter(done_at__lte=at - LOOK_AGAIN_AFTER).newest_first().first()
    if run is None:
        return
    left = sorted({one.case_id for one in drifts(current_calendar(), since=run.since)})
    _again(left, at)
    unchecked.filter(version__lte=run.version).update(checked_at=at)


def _again(case_ids: list[int], at: datetime) -> None:
    for first in range(0, len(case_ids), CHUNK):
        recompute(case_ids[first : first + CHUNK], by=None, at=at)


def _moved(at: datetime) -> int:
    """Dates moved so far, of all runs: what a sweep reports is the difference."""
    return sum(_counts(CatchUp.objects.values_list("dates", "late")))


def _counts(rows: Iterable[tuple[int, int]]) -> Iterable[int]:
    return (dates + late for dates, late in rows)
