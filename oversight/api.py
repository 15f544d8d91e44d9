"""The interface: the same figures as the pages, in JSON."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from oversight.figures import FIGURES, Asked, Figure
from oversight.figures.rows import plain
from oversight.reading import asked

FILTERS = [OpenApiParameter(name, str) for name in ("district", "unit", "item", "kind", "person", "step")] + [
    OpenApiParameter(name, OpenApiTypes.DATE) for name in ("first_on", "last_on")
]


@extend_schema(operation_id="supervise_figures", parameters=FILTERS, responses=OpenApiTypes.OBJECT)
@api_view(["GET"])
def figures(request: Request) -> Response:
    """Every figure with its number and the address of its rows."""
    question = asked(request._request)
    return Response([_told(one, question) for one in FIGURES.values()])


@extend_schema(
    operation_id="supervise_figure",
    parameters=[*FILTERS, OpenApiParameter("after", str)],
    responses=OpenApiTypes.OBJECT,
)
@api_view(["GET"])
def figure(request: Request, figure: str) -> Response:
    """One figure with a page of its rows; `after` names the place of the next page, empty at the end."""
    question, shown = asked(request._request), FIGURES.get(figure)
    if shown is None:
        raise Http404
    sheet = shown.sheet(question, request.GET.get("after", ""))
    codes = [column.code for column in shown.columns]
    rows = [dict(zip(codes, map(plain, line.cells), strict=True)) for line in sheet.lines]
    return Response({**_told(shown, question), "rows": rows, "after": sheet.after})


def _told(figure: Figure, question: Asked) -> dict[str, Any]:
    return {
        "figure": figure.code,
        "title": str(figure.title),
        "number": figure.number(question),
        "url": reverse("api_supervise_figure", args=[figure.code]) + question.filters.query(),
    }
