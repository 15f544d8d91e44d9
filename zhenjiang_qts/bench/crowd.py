"""Many cases at once: those of the demo world copied by set-based SQL, without a ledger of their own.

Each copy has an enterprise of its own. An open case is copied with its application and tasks and falls due up
to sixty days later; a decided one with its application and decision, up to two thousand days earlier.
"""

from django.db import connection, models, transaction

from licensing.models import Application, Decision
from parties.models import Party
from workflow.models import Case, Task

LATER, EARLIER = 60, 2000
MARK = "crowd-"
COPY = """
INSERT INTO {table} ({columns})
SELECT {values} FROM {table} o
    CROSS JOIN (WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last})
        SELECT n FROM s) AS copy {rest}
"""
NAME = "'crowd-' || o.id || '-' || copy.n"
PARTIES = "WHERE o.uscc NOT LIKE 'crowd-%'"
CASES = """
    JOIN parties_party p ON p.uscc = 'crowd-' || o.party_id || '-' || copy.n
    WHERE o.number NOT LIKE 'crowd-%' AND (o.state = 'open' OR o.decided_on IS NOT NULL)
    ORDER BY copy.n, o.id
"""
OF_CASES = """
    JOIN workflow_case c ON c.number = 'crowd-' || o.case_id || '-' || copy.n
    WHERE o.case_id IN (SELECT id FROM workflow_case WHERE number NOT LIKE 'crowd-%' AND ({which}))
"""
OF_APPLICATIONS = """
    JOIN licensing_application a ON a.token = 'crowd-' || o.application_id || '-' || copy.n
    WHERE o.application_id IN (SELECT id FROM licensing_application WHERE token NOT LIKE 'crowd-%')
"""
Values = dict[str, str]


def crowd(upto: int) -> None:
    """Copy until there are at least this many open cases."""
    own = Case.objects.open().filter(party__uscc__isnull=False).exclude(number__startswith=MARK).count()
    first = Case.objects.open().filter(number__startswith=MARK).count() // own + 1
    last = -(-upto // own) - 1
    if first <= last:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in _statements(first, last):
                cursor.execute(statement)
    analyse()


def analyse() -> None:
    """What the server's own housekeeping does after so many rows."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _statements(first: int, last: int) -> list[str]:
    """One per table, each after those it refers to."""
    of_open = OF_CASES.format(which="state = 'open'") + " AND o.step_id IS NOT NULL"
    of_all = OF_CASES.format(which="state = 'open' OR decided_on IS NOT NULL")
    parts: list[tuple[type[models.Model], Values, str]] = [
        (Party, {"uscc": NAME, "org_code": "''", "name": "o.name || copy.n"}, PARTIES),
        (Case, _case(), CASES),
        (Task, {"case_id": "c.id", **_later("due_on", "warn_on"), "sort_on": _sorted("due_on")}, of_open),
        (Application, {"case_id": "c.id", "token": NAME}, of_all),
        (
            Decision,
            {"application_id": "a.id", "decided_on": moved("o.decided_on", -EARLIER)},
            OF_APPLICATIONS,
        ),
    ]
    return [copied(model, changed, rest, first, last) for model, changed, rest in parts]


def copied(model: type[models.Model], changed: Values, rest: str, first: int, last: int) -> str:
    """The statement that copies rows of a table so many times, some columns changed."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, f"o.{column}") for column in columns)
    table = model._meta.db_table
    return COPY.format(
        table=table, columns=", ".join(columns), values=values, first=first, last=last, rest=rest
    )


def _case() -> Values:
    own = {"number": NAME, "party_id": "p.id", "query_digest": "''", "token": "NULL"}
    days = ("received_on", "accepted_on", "decided_on", "promised_on", "statutory_on")
    earlier = {day: moved(f"o.{day}", -EARLIER) for day in days}
    later = _later("promised_on", "statutory_on")
    of_open = {day: later.get(day, f"o.{day}") for day in days}
    which = {day: f"CASE WHEN o.state = 'open' THEN {of_open[day]} ELSE {earlier[day]} END" for day in days}
    return own | which | {"sort_on": _sorted("promised_on")}


def _later(*days: str) -> Values:
    return {day: moved(f"o.{day}", LATER) for day in days}


def moved(day: str, within: int) -> str:
    """A day moved by up to so many days, each copy by its own."""
    sign, days = "-" if within < 0 else "+", f"(copy.n % {abs(within)})"
    if connection.vendor == "postgresql":
        return f"{day} {sign} CAST({days} AS integer)"
    return f"date({day}, '{sign}' || {days} || ' days')"


def _sorted(day: str) -> str:
    """A row whose clock stands stays at the end of every list."""
    return f"CASE WHEN o.sort_on = o.{day} THEN {moved('o.sort_on', LATER)} ELSE o.sort_on END"
