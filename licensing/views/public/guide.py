"""The guide of one item: the eight things of Art. 30, and what day it would be done if asked for today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from licensing.access import may
from licensing.calculator import Calculation, calculate
from licensing.forms.public import GuideCalculatorForm
from licensing.guide import Guide, guide_of
from licensing.models import ItemVersion
from licensing.register import places_of, stages_of
from licensing.register.stages import visits
from organization.models import Person
from workdays import words
from workdays.calendar import UnknownYearError
from workdays.days import local_day
from workdays.reckoning import Unit
from workdays.store import current_calendar
from workflow.definitions import graph_of
from workflow.picture import picture_of_process


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The whole page, or with htmx only the dates reckoned anew."""
    today = local_day(timezone.now())
    version = _version(code, today)
    dates = _dates(request, version, today) if version.takes_applications(today) else {}
    status = 422 if dates and not dates["form"].is_valid() else 200
    if request.headers.get("HX-Request") and dates:
        context = {"version": version, **dates}
        return render(request, "licensing/public/guide/answer.html", context, status=status)
    context = {**_page(request, version, today), **dates}
    return render(request, "licensing/public/guide.html", context, status=status)


def _version(code: str, on: date) -> ItemVersion:
    related = ("item", "lead_unit", "process", "form")
    current = ItemVersion.objects.current(on).select_related(*related).prefetch_related("uncounted")
    version = current.filter(item__code=code).first()
    if version is None:
        raise Http404
    return version


def _dates(request: HttpRequest, version: ItemVersion, today: date) -> dict[str, Any]:
    calendar = current_calendar()
    form = GuideCalculatorForm.of(request.GET, version=version, calendar=calendar, today=today)
    calculation: Calculation | None = None
    try:
        calculation = calculate(version, form.day, calendar=calendar, special_days=form.special_days)
    except UnknownYearError as error:
        form.add_error("start_on", str(error))
    return {"form": form, "calculation": calculation}


def _page(request: HttpRequest, version: ItemVersion, today: date) -> dict[str, Any]:
    graph = graph_of(version.process_id) if version.process_id else None
    guide = guide_of(version, today)
    return {
        "version": version,
        "guide": guide,
        "crumbs": [(_("办事指南"), reverse("items")), (guide.name, "")],
        "limits": _limits(version),
        "materials": _counted(guide),
        "picture": picture_of_process(graph) if graph else "",
        "stages": stages_of(graph) if graph else [],
        "visits": visits(graph) if graph else 0,
        "places": places_of(version, today),
        "sees_marks": _sees_marks(request, today),
        "today": today,
    }


def _limits(version: ItemVersion) -> dict[str, str]:
    """Each limit in words; blank where there is none."""
    unit = Unit(version.limit_unit)
    days = {
        "promised": version.promised_limit,
        "statutory": version.statutory_limit,
        "superior": version.superior_statutory_limit,
    }
    return {name: _days(n, unit) for name, n in days.items()}


def _days(n: int | None, unit: Unit) -> str:
    if n is None:
        return ""
    return words.number_of_days(n, unit) if n else _("当天")


def _counted(guide: Guide) -> dict[str, int]:
    """How many materials everybody hands in, how many only some."""
    asked = [material for material in guide.materials if material.is_asked]
    sometimes = sum(material.is_conditional for material in asked)
    return {"always": len(asked) - sometimes, "sometimes": sometimes}


def _sees_marks(request: HttpRequest, today: date) -> bool:
    """Whether the reader is told which parts are known from practice only (待核)."""
    person = request.user
    return isinstance(person, Person) and may(person, "catalogue.see_marks", on=today)
