"""Handing over results: what waits, how many days of Art. 44 are left, and the proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import deliver
from licensing.forms.window import DeliveryForm
from licensing.handing import QUEUES, Handing, Queue, handings, last_day_of, numbers_of, queued
from licensing.models import Application, Delivery
from licensing.states import DeliveryMethod
from licensing.views.window.acting import Acted, act_page, begun_task, papers_of
from licensing.views.window.reading import application_of, at_the_window, me, today
from organization.access import standing
from parties.exports import as_csv, as_xlsx
from workdays.store import current_calendar
from workflow.counting import Count
from workflow.steps import StepKind

PAGE, MOST_EXPORTED = 50, 20_000
FILES = {"csv": as_csv, "xlsx": as_xlsx}
HEAD = [
    gettext_lazy("案号"),
    gettext_lazy("事项"),
    gettext_lazy("申请人"),
    gettext_lazy("手机"),
    gettext_lazy("环节"),
    gettext_lazy("最迟送达"),
]


@require_GET
@at_the_window
def deliveries(request: HttpRequest) -> HttpResponseBase:
    """What waits after the decision; `list` chooses which of it."""
    stand, calendar = standing(me(request), today()), current_calendar()
    queue = QUEUES.get(request.GET.get("list", ""), QUEUES["deliver"])
    if request.GET.get("format") in FILES:
        found = handings(queued(queue, stand, size=MOST_EXPORTED), today(), calendar)
        return FILES[request.GET["format"]](str(queue.title), [str(each) for each in HEAD], _lines(found))
    after = request.GET.get("after", "")
    place = int(after[:18]) if after.isdecimal() else 0
    shown = list(queued(queue, stand, after=place, size=PAGE + 1))
    numbers = numbers_of(stand)
    context = {
        "queue": queue,
        "rows": handings(shown[:PAGE], today(), calendar),
        "today": today(),
        "tabs": _tabs(queue, numbers),
        "shown": min(len(shown), PAGE),
        "count_words": numbers[queue.key].in_words(),
        "first_url": f"?list={queue.key}" if after else "",
        "next_url": f"?list={queue.key}&after={shown[PAGE - 1].pk}" if len(shown) > PAGE else "",
        "csv_url": f"?list={queue.key}&format=csv",
        "xlsx_url": f"?list={queue.key}&format=xlsx",
    }
    return render(request, "licensing/window/deliveries.html", context)


@require_http_methods(["GET", "POST"])
@at_the_window
def delivery(request: HttpRequest, number: str) -> HttpResponse:
    """One result: what is handed over, to whom, by which proof; once handed over, the record of it."""
    application = application_of(number)
    done = Delivery.objects.filter(application=application).select_related("delivered_by").first()
    if done is not None and request.method == "GET":
        return render(request, "licensing/window/delivered.html", _told(application) | {"delivery": done})
    task = begun_task(application, StepKind.DELIVERY)
    if task is None:
        return redirect("case", number)
    form = DeliveryForm(request.POST or None, initial={"receiver": application.presenter})

    def perform(acted: Acted) -> HttpResponse:
        facts = form.cleaned_data
        deliver(
            task.pk,
            method=DeliveryMethod(facts["method"]),
            receiver=facts["receiver"],
            proof=facts["proof"],
            by=acted.by,
            at=acted.at,
            token=acted.token,
        )
        messages.success(request, _("{number} 已送达，案件办结。").format(number=number))
        return redirect("deliveries")

    return act_page(request, application, form, perform, "licensing/window/delivery.html", _told(application))


def _told(application: Application) -> dict[str, Any]:
    calendar = current_calendar()
    return {
        "application": application,
        "case": application.case,
        "papers": papers_of(application),
        "due_on": last_day_of(application, calendar),
        "today": today(),
    }


def _tabs(chosen: Queue, numbers: dict[str, Count]) -> list[dict[str, Any]]:
    return [
        {
            "title": queue.title,
            "url": f"?list={key}",
            "is_current": queue is chosen,
            "note": str(numbers[key]),
        }
        for key, queue in QUEUES.items()
    ]


def _lines(found: list[Handing]) -> Iterator[list[str]]:
    for handing in found:
        case = handing.task.case
        yield [
            case.number,
            handing.application.item_version.title,
            case.party.title(),
            handing.application.mobile,
            handing.task.wording,
            handing.due_on.isoformat() if handing.due_on else "",
        ]
