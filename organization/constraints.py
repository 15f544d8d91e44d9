"""A database constraint for spans of days that must not overlap, alike on PostgreSQL and SQLite."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Func, Model, Q, Value
from django.db.models.sql import Query

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# SQLite drops a table's triggers when Django remakes the table; they are written again with the new one.
TRIGGER = (
    "CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s WHEN %(new_condition)sEXISTS ("
    "SELECT 1 FROM %(table)s AS other WHERE %(same)s%(other_condition)s"
    " AND other.%(first)s <= COALESCE(NEW.%(last)s, '9999-12-31')"
    " AND NEW.%(first)s <= COALESCE(other.%(last)s, '9999-12-31'))"
    " BEGIN SELECT RAISE(ABORT, '%(message)s'); END"
)


def days(first: str, last: str) -> Func:
    """The closed span of days as PostgreSQL's daterange; an empty last day leaves it open."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


class NoOverlap(ExclusionConstraint):
    """Rows alike in `fields` never share a day: exclusion on PostgreSQL, triggers on SQLite.

    A row with an empty field or outside `condition` is not looked at.
    """

    def __init__(
        self,
        *,
        name: str,
        fields: Iterable[str],
        span: tuple[str, str] = ("first_on", "last_on"),
        condition: Q | None = None,
        violation_error_message: "StrOrPromise | None" = None,
    ) -> None:
        self.fields = tuple(fields)
        self.span = (span[0], span[1])
        alike = [(field, RangeOperators.EQUAL) for field in self.fields]
        super().__init__(
            name=name,
            expressions=[*alike, (days(*self.span), RangeOperators.OVERLAPS)],
            condition=condition,
            violation_error_message=violation_error_message,
        )

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        del kwargs["expressions"]
        return path, args, {**kwargs, "fields": self.fields, "span": self.span}

    def constraint_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        if model is None or schema_editor is None or schema_editor.connection.vendor == "postgresql":
            return super().constraint_sql(model, schema_editor)
        triggers = [self._trigger(model, schema_editor, event) for event in ("INSERT", "UPDATE")]
        schema_editor.deferred_sql.extend(triggers)
        return ""

    def create_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        if schema_editor is None or schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor)
        return None

    def remove_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        if schema_editor is None or schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor)
        return None

    def _trigger(self, model: type[Model], editor: BaseDatabaseSchemaEditor, event: str) -> Statement:
        quote = editor.quote_name
        columns = [quote(_column(model, field)) for field in self.fields]
        key = quote(_column(model, "pk"))
        another = [f"other.{key} <> OLD.{key}"] if event == "UPDATE" else []
        condition = self._plain_condition(model, editor)
        return Statement(
            TRIGGER,
            name=quote(f"{self.name}_{event.lower()}"),
            table=Table(model._meta.db_table, quote),
            event=event,
            same=" AND ".join([f"other.{column} = NEW.{column}" for column in columns] + another),
            new_condition=f"({_of_new(condition, model, quote)}) AND " if condition else "",
            other_condition=f" AND ({condition})" if condition else "",
            first=quote(_column(model, self.span[0])),
            last=quote(_column(model, self.span[1])),
            message=self.name,
        )

    def _plain_condition(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> str:
        if self.condition is None:
            return ""
        query = Query(model, alias_cols=False)
        where = query.build_where(self.condition)
        sql, params = where.as_sql(query.get_compiler(connection=editor.connection), editor.connection)
        return sql % tuple(editor.quote_value(value) for value in params)

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Refuse in a form what the database would refuse; silent while a field of the rule is in error."""
        wanted = {field: getattr(instance, model._meta.get_field(field).name, None) for field in self.fields}
        first, last = (getattr(instance, name) for name in self.span)
        if set(exclude or ()) & {*self.fields, *self.span} or None in (first, *wanted.values()):
            return
        others = model._default_manager.using(using).filter(self.condition or Q(), **wanted)
        others = others.filter(self._meeting(first, last)).exclude(pk=instance.pk)
        if self._concerns(instance, using) and others.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def _meeting(self, first: date, last: date | None) -> Q:
        begins, ends = self.span
        still_open = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": first})
        return still_open & Q(**{f"{begins}__lte": last or date.max})

    def _concerns(self, instance: Model, using: str) -> bool:
        if self.condition is None:
            return True
        facts = {field.name: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
        return self.condition.check(facts, using=using)


def _column(model: type[Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(getattr(field, "column", name))


def _of_new(condition: str, model: type[Model], quote: Any) -> str:
    for field in model._meta.concrete_fields:
        column = quote(field.column)
        condition = condition.replace(column, f"NEW.{column}")
    return condition
