"""Lists as files: every cell is text, so that a name like =1+1 stays a name in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767

Row = Sequence[Any]


def as_csv(name: str, head: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """The rows as a CSV file (UTF-8 with its mark, as Excel wants it), sent as they are read."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([defused(cell) for cell in row]) for row in _with_head(head, rows))
    response = StreamingHttpResponse(_marked(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or ""
    return response


def as_xlsx(name: str, head: Row, rows: Iterable[Row]) -> HttpResponse:
    """The rows as an XLSX file, every cell a string."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    for row in _with_head(head, rows):
        sheet.append([_text_cell(sheet, cell) for cell in row])
    saved = BytesIO()
    book.save(saved)
    response = HttpResponse(saved.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or ""
    return response


def defused(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text_cell(sheet: Any, cell: object) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", "" if cell is None else str(cell))[:_LONGEST_CELL]
    made = WriteOnlyCell(sheet, value=text)
    made.data_type = "s"
    return made


def _with_head(head: Row, rows: Iterable[Row]) -> Iterator[Row]:
    yield head
    yield from rows


def _marked(lines: Iterable[str]) -> Iterator[str]:
    yield "\ufeff"
    yield from lines


class _Echo:
    """A file that gives back what is written."""

    def write(self, line: str) -> str:
        return line
