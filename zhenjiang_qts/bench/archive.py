"""A long past: decided cases of the demo world copied by set-based SQL, without a ledger of their own.

Each copy keeps the enterprise, has an application and the task it began with, and lies up to five years back.
"""

from django.db import connection, transaction

from licensing.models import Application
from workflow.models import Case, Task
from zhenjiang_qts.bench.crowd import Values, analyse, copied, moved

MARK, OPEN_MARK = "archive-", "crowd-"
EARLIER, SIX_WEEKS = 1825, 45
DAYS = ("received_on", "accepted_on", "decided_on", "promised_on", "statutory_on")
OWN = (
    "SELECT id FROM workflow_case WHERE state = 'closed' AND decided_on IS NOT NULL"
    " AND number NOT LIKE 'archive-%' AND number NOT LIKE 'crowd-%'"
)
CASES = f"WHERE o.id IN ({OWN}) ORDER BY copy.n, o.id"
OF_CASES = (
    f"JOIN workflow_case c ON c.number = 'archive-' || o.case_id || '-' || copy.n WHERE o.case_id IN ({OWN})"
)
NAME = "'archive-' || o.id || '-' || copy.n"


def press() -> None:
    """Every tenth open case and task six weeks earlier: some are late then, some due this week."""
    case = ", ".join(f"{day} = {earlier(day)}" for day in ("promised_on", "statutory_on", "sort_on"))
    task = ", ".join(f"{day} = {earlier(day)}" for day in ("due_on", "warn_on", "sort_on"))
    of_case = "SELECT id FROM workflow_case WHERE state = 'open' AND promised_on IS NOT NULL AND id % 10 = 0"
    running = f"id IN ({of_case}) AND decided_on IS NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE workflow_task SET {task}"  # noqa: S608  constants
            f" WHERE state = 'open' AND due_on IS NOT NULL AND case_id IN ({of_case})"
        )
        cursor.execute(f"UPDATE workflow_case SET {case} WHERE {running}")  # noqa: S608  constants


def earlier(day: str) -> str:
    """A day six weeks earlier."""
    if connection.vendor == "postgresql":
        return f"{day} - {SIX_WEEKS}"
    return f"date({day}, '-{SIX_WEEKS} days')"


def archive(upto: int) -> None:
    """Copy until there are at least this many closed cases in the archive."""
    own = Case.objects.closed().filter(decided_on__isnull=False)
    each = own.exclude(number__startswith=MARK).exclude(number__startswith=OPEN_MARK).count()
    there = Case.objects.closed().filter(number__startswith=MARK).count()
    first, last = there // each + 1, -(-upto // each)
    if first <= last:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in _statements(first, last):
                cursor.execute(statement)
    analyse()


def _statements(first: int, last: int) -> list[str]:
    """One per table, each after those it refers to."""
    days = {day: moved(f"o.{day}", -EARLIER) for day in DAYS}
    case: Values = {"number": NAME, "query_digest": "''", "token": "NULL", **days}
    task: Values = {"case_id": "c.id"}
    application: Values = {"case_id": "c.id", "token": NAME}
    begun = " AND o.step_id IN (SELECT id FROM workflow_step WHERE kind = 'intake') AND o.state = 'done'"
    return [
        copied(Case, case, CASES, first, last),
        copied(Application, application, OF_CASES, first, last),
        copied(Task, task, OF_CASES + begun, first, last),
    ]
