"""Lines as pages show them: cells in words, what stands under what, and what the reader may do with each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from oversight.figures import Asked, Figure, Line
from oversight.figures.rows import Cell, Column
from oversight.models import Prompt
from workdays import words
from workflow.access import may


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of a page: its words, the words under it, whether it stays on one line."""

    words: str
    under: tuple[str, ...]
    is_short: bool


@dataclass(frozen=True)
class Entry:
    """One line with its cells by the code of their column; `left` in words; whether it was urged today."""

    line: Line
    at: dict[str, Cell]
    cells: list[Shown]
    left: str
    reassigns: bool
    is_urged: bool


def heads_of(figure: Figure) -> list[str | Promise]:
    """The headings of a page; columns that stand under another have none."""
    return [column.title for column in figure.columns if not column.under]


def entries_of(figure: Figure, lines: Iterable[Line], asked: Asked) -> list[Entry]:
    """Lines of a figure as entries (one statement, which sees what the reader has urged today)."""
    found = list(lines)
    tasks = [line.task.pk for line in found if line.task]
    urged = Prompt.objects.urged_by(asked.reader, asked.today).filter(task__in=tasks)
    known = set(urged.values_list("task", flat=True)) if tasks else set()
    return [_entry(figure.columns, line, asked, known) for line in found]


def _entry(columns: Sequence[Column], line: Line, asked: Asked, urged: set[int]) -> Entry:
    at = {column.code: cell for column, cell in zip(columns, line.cells, strict=True)}
    return Entry(
        line,
        at,
        [_shown(column, columns, at, asked.today) for column in columns if not column.under],
        _words("left", at.get("left"), asked.today),
        line.task is not None and may(asked.reader, "task.reassign", line.task, on=asked.today),
        line.task is not None and line.task.pk in urged,
    )


def _shown(column: Column, columns: Sequence[Column], at: dict[str, Cell], today: date) -> Shown:
    cell = at[column.code]
    under = [_under(other, at[other.code], today) for other in columns if other.under == column.code]
    is_short = not isinstance(cell, str)
    return Shown(_words(column.code, cell, today) or "—", tuple(words for words in under if words), is_short)


def _under(column: Column, cell: Cell, today: date) -> str:
    """A day under another says which it is."""
    said = _words(column.code, cell, today)
    return f"{column.title} {said}" if isinstance(cell, date) else said


def _words(code: str, cell: Cell, today: date) -> str:
    if isinstance(cell, date):
        return f"{cell:%m-%d}" if cell.year == today.year else f"{cell:%Y-%m-%d}"
    if code == "left":
        return words.days_left(cell) if isinstance(cell, int) else ""
    return "" if cell is None else str(cell)
