"""A database constraint for spans of days that must not overlap, alike on PostgreSQL and SQLite."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Func, Model, Q, Value
from django.db.models.sql import Query

OPEN_END = "9999-12-31"
# A trigger belongs to its table: SQLite drops it when Django remakes the table, and create_model writes it again.
TRIGGER = (
    "CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s WHEN %(new_condition)sEXISTS ("
    "SELECT 1 FROM %(table)s AS other WHERE %(same)s%(other_condition)s"
    " AND other.%(first)s <= COALESCE(NEW.%(last)s, '" + OPEN_END + "')"
    " AND NEW.%(first)s <= COALESCE(other.%(last)s, '" + OPEN_END + "'))"
    " BEGIN SELECT RAISE(ABORT, '%(message)s'); END"
)


def days(first: str, last: str) -> Func:
    """The closed span of days as PostgreSQL's daterange; an empty last day leaves it open."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


class NoOverlap(ExclusionConstraint):
    """Rows alike in `fields` never share a day: exclusion on PostgreSQL, triggers on SQLite, a query in forms."""

    def __init__(
        self,
        *,
        name: str,
        fields: Iterable[str],
        span: tuple[str, str] = ("first_on", "last_on"),
        condition: Q | None = None,
        violation_error_message: str | None = None,
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
            return cast("str", super().constraint_sql(model, schema_editor))
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
        columns = [quote(model._meta.get_field(field).column) for field in self.fields]
        same = [f"other.{column} = NEW.{column}" for column in columns]
        key = quote(model._meta.pk.column)
        condition = self._plain_condition(model, editor)
        return Statement(
            TRIGGER,
            name=quote(f"{self.name}_{event.lower()}"),
            table=Table(model._meta.db_table, quote),
            event=event,
            same=" AND ".join([*same, f"other.{key} <> OLD.{key}"] if event == "UPDATE" else same),
            new_condition=f"({_of_new(condition, model, quote)}) AND " if condition else "",
            other_condition=f" AND ({condition})" if condition else "",
            first=quote(self.span[0]),
            last=quote(self.span[1]),
            message=self.name,
        )

    def _plain_condition(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> str:
        query = Query(model, alias_cols=False)
        compiler = query.get_compiler(connection=editor.connection)
        return self._get_condition_sql(compiler, editor, query) or ""

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Refuse in a form what the database would refuse; silent while a field of the rule is in error."""
        wanted = {field: getattr(instance, field) for field in self.fields}
        first, last = (getattr(instance, name) for name in self.span)
        if first is None or None in wanted.values() or set(exclude or ()) & {*self.fields, *self.span}:
            return
        others = model._default_manager.using(using).filter(self.condition or Q(), **wanted)
        others = others.filter(self._meeting(first, last)).exclude(pk=instance.pk)
        if self._applies(instance, exclude, using) and others.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def _meeting(self, first: date, last: date | None) -> Q:
        begins, ends = self.span
        still_open = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": first})
        return still_open & Q(**{f"{begins}__lte": last or date.max})

    def _applies(self, instance: Model, exclude: Iterable[str] | None, using: str) -> bool:
        if self.condition is None:
            return True
        facts = instance._get_field_expression_map(meta=instance._meta, exclude=exclude)
        return self.condition.check(facts, using=using)


def _of_new(condition: str, model: type[Model], quote: Any) -> str:
    for field in model._meta.concrete_fields:
        column = quote(field.column)
        condition = condition.replace(column, f"NEW.{column}")
    return condition
