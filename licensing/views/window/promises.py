"""Materials that follow by a promise: what is owed until when, and taking in what came."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.uploads import UploadRefusedError
from licensing.actions import receive_promised
from licensing.forms.window import PieceForm
from licensing.refusals import refuse
from licensing.states import AWAITING, Channel
from licensing.views.window.acting import Acted, act_page
from licensing.views.window.reading import application_of, at_the_window, today


@require_http_methods(["GET", "POST"])
@at_the_window
def promises(request: HttpRequest, number: str) -> HttpResponse:
    """Everything promised in one application; a piece that came is taken in here."""
    application = application_of(number)
    related = ("material", "piece__taken_by", "set_by")
    promised = list(application.verdicts.promised().select_related(*related).order_by("material__order"))
    if not promised:
        raise Http404
    owed = [each for each in promised if each.came is None]
    asked = promised if request.method == "POST" else owed  # who is second is told who was first
    form = PieceForm(request.POST or None, pieces=[each.material for each in asked], today=today())

    def perform(acted: Acted) -> HttpResponse:
        said, uploads = form.cleaned_data, request.FILES.getlist("files")
        try:
            receive_promised(
                application.pk,
                said["material"],
                by=acted.by,
                at=acted.at,
                came_on=said["came_on"],
                channel=Channel(said["channel"]),
                uploads=uploads,
                remark=said["remark"],
                token=acted.token,
            )
        except UploadRefusedError as refused:
            raise refuse("upload.refused", str(refused)) from refused
        messages.success(request, _("{number} 的后补材料已收下。").format(number=number))
        return redirect("window_promises", number)

    context = {
        "promised": promised,
        "is_awaited": bool(owed) and application.state in AWAITING,
        "today": today(),
    }
    return act_page(request, application, form, perform, "licensing/window/promises.html", context)
