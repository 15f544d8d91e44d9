"""The rows behind a number: as a page, as a file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from oversight.figures import FIGURES, Asked, Figure
from oversight.figures.rows import text
from oversight.reading import asked
from oversight.views.entries import entries_of, heads_of
from parties.exports import as_csv, as_xlsx

FILES = {"csv": as_csv, "xlsx": as_xlsx}


@require_GET
@login_required
def rows(request: HttpRequest, figure: str) -> HttpResponseBase:
    """One figure with all its rows; filters and place stand in the URL."""
    question = asked(request)
    shown = FIGURES.get(figure)
    if shown is None:
        raise Http404
    if request.GET.get("format") in FILES:
        head = [str(column.title) for column in shown.columns]
        lines = ([text(cell) for cell in line.cells] for line in shown.lines(question))
        return FILES[request.GET["format"]](str(shown.title), head, lines)
    return render(request, "oversight/rows.html", _context(request, shown, question))


def _context(request: HttpRequest, figure: Figure, question: Asked) -> dict[str, Any]:
    after = request.GET.get("after", "")
    sheet, number = figure.sheet(question, after), figure.number(question)
    return {
        "figure": figure,
        "heads": heads_of(figure),
        "asked": question,
        "entries": entries_of(figure, sheet.lines, question),
        "shown": len(sheet.lines),
        "count_words": ngettext("共 %(n)d 项", "共 %(n)d 项", number) % {"n": number},
        "first_url": _url(figure, question) if after else "",
        "next_url": _url(figure, question, after=sheet.after) if sheet.after else "",
        "csv_url": _url(figure, question, format="csv"),
        "xlsx_url": _url(figure, question, format="xlsx"),
    }


def _url(figure: Figure, question: Asked, **more: str) -> str:
    query = urlencode({**question.filters.given, **more})
    return f"{reverse('supervise_rows', args=[figure.code])}?{query}"
