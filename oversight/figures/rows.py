"""A figure: a number, the rows it counts, and how a row reads; one object for page, file and interface."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise

from oversight.figures.asking import Asked
from workflow.models import Task

Row = TypeVar("Row", bound=Model)
Cell = str | int | date | None
PAGE, AT_ONCE = 50, 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files and answers, its heading; on a page it may stand under another."""

    code: str
    title: str | Promise
    under: str = ""


@dataclass(frozen=True)
class Line:
    """A row as it reads: its cells in the order of the columns, the case it belongs to, whose turn it is."""

    cells: tuple[Cell, ...]
    number: str = ""
    task: Task | None = None
    tone: str = ""
    url: str = ""
    breaks_statute: bool = False


@dataclass(frozen=True)
class Sheet:
    """Some lines in order, and the place where the next ones begin (empty at the end)."""

    lines: list[Line]
    after: str = ""


class Figure(ABC):
    """A number that opens its rows."""

    code: ClassVar[str]
    title: ClassVar[Promise]
    note: ClassVar[Promise]
    columns: ClassVar[Sequence[Column]]

    @abstractmethod
    def number(self, asked: Asked) -> int:
        """How many rows there are."""

    @abstractmethod
    def sheet(self, asked: Asked, after: str = "", size: int = PAGE) -> Sheet:
        """The rows from a place on."""

    def lines(self, asked: Asked) -> Iterator[Line]:
        """Every row, read some hundreds at a time."""
        sheet = self.sheet(asked, size=AT_ONCE)
        while True:
            yield from sheet.lines
            if not sheet.after:
                return
            sheet = self.sheet(asked, sheet.after, AT_ONCE)


class Rows(Figure, Generic[Row]):
    """A figure counted by the database; its rows are walked along (`order`, id)."""

    order: ClassVar[str]

    @abstractmethod
    def query(self, asked: Asked) -> QuerySet[Row]:
        """The rows, unordered."""

    @abstractmethod
    def read(self, asked: Asked, rows: list[Row]) -> list[Line]:
        """Rows as lines, with whatever else they show read for all of them together."""

    def number(self, asked: Asked) -> int:
        return self.query(asked).count()

    def sheet(self, asked: Asked, after: str = "", size: int = PAGE) -> Sheet:
        query = self.query(asked).order_by(self.order, "pk")
        if (place := self._place(after)) is not None:
            value, pk = place
            query = query.filter(Q(**{f"{self.order}__gt": value}) | Q(**{self.order: value, "pk__gt": pk}))
        rows = list(query[: size + 1])
        last = rows[size - 1] if len(rows) > size else None
        ends = f"{getattr(last, self.order).isoformat()}_{last.pk}" if last is not None else ""
        return Sheet(self.read(asked, rows[:size]), ends)

    def _place(self, text: str) -> tuple[date | datetime, int] | None:
        """From a URL; None for anything that is no place."""
        value, _, number = text.rpartition("_")
        try:
            found = parse_datetime(value) if "T" in value else parse_date(value)
        except ValueError:
            return None
        return (found, int(number)) if found and number.isdecimal() and len(number) < 19 else None


def plain(cell: Cell) -> Any:
    """A cell for JSON."""
    return cell.isoformat() if isinstance(cell, date) else cell


def text(cell: Cell) -> str:
    """A cell for a file and a page."""
    return "" if cell is None else str(cell)
