"""Numbers read off a date by the database alone, for constraints.

Django's own extracts call functions that only its own SQLite connections have.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler


class DatePart(Func):
    """Base: a part of a date as an integer, the same on SQLite and PostgreSQL."""

    arity = 1
    sqlite_code = ""
    postgresql_code = ""

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        extra.setdefault("output_field", IntegerField())
        super().__init__(*expressions, **extra)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        template = f"CAST(strftime('%%%%{self.sqlite_code}', %(expressions)s) AS integer)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        template = f"EXTRACT({self.postgresql_code} FROM %(expressions)s)::integer"
        return self.as_sql(compiler, connection, template=template, **extra)


class WeekdayOf(DatePart):
    """0 is Sunday, 6 is Saturday."""

    sqlite_code, postgresql_code = "w", "DOW"


class YearOf(DatePart):
    """The four digits of the year."""

    sqlite_code, postgresql_code = "Y", "YEAR"
