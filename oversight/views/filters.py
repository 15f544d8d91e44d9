"""The filter panel of the dashboard, fetched when it is opened, with the views one has saved."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from licensing.legality import Handling
from licensing.models import ItemVersion
from organization.models import District, Unit
from oversight.figures import Filters
from oversight.reading import asked, overseer, today
from workflow.models import SavedFilter

PAGE = "supervise"


@require_GET
@login_required
def filters(request: HttpRequest) -> HttpResponse:
    """What the numbers may be narrowed to."""
    question = asked(request)
    items = ItemVersion.objects.current(today()).order_by("item__code").select_related("item")
    context: dict[str, Any] = {
        "filters": question.filters,
        "first_on": question.first_on,
        "last_on": question.last_on,
        "districts": District.objects.order_by("order", "code"),
        "units": Unit.objects.active().in_order(),
        "items": items.only("item__code", "name", "name_en"),
        "kinds": Handling.choices,
        "saved": SavedFilter.objects.filter(person=question.reader, page=PAGE).order_by("title"),
    }
    return render(request, "oversight/filters.html", context)


@require_POST
@login_required
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present filters under a name; the same name is written over."""
    person, title = overseer(request), request.POST.get("title", "").strip()[:40]
    query = Filters.read(request.POST).query().removeprefix("?")[:300]
    if title:
        SavedFilter.objects.update_or_create(person=person, page=PAGE, title=title, defaults={"query": query})
    return redirect(f"{reverse('supervise')}?{query}")


@require_POST
@login_required
def forget_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a saved view of one's own go."""
    SavedFilter.objects.filter(person=overseer(request), page=PAGE, pk=pk).delete()
    return redirect("supervise")
