"""The register of items: what may be applied for, what the superior decides, what was closed and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from licensing.legality import Handling, Nature
from licensing.register import Entry, Found, Register, register_on, seek
from licensing.views.public.addresses import changed
from organization.models import Function
from parties.exports import as_csv
from workdays import words
from workdays.days import local_day
from workdays.reckoning import Unit


@require_safe
def items(request: HttpRequest) -> HttpResponseBase:
    """All items, or those found; as a file with `?as=csv`."""
    today = local_day(timezone.now())
    narrowed = register_on(today, function=_choice(request, "function"), nature=_choice(request, "nature"))
    found = seek(narrowed.entries, request.GET.get("q", ""))
    if request.GET.get("as") == "csv":
        return as_csv(_("办事事项目录"), _head(), _rows(found.entries))
    return _page(request, found, today)


def _page(request: HttpRequest, found: Found, today: date) -> HttpResponse:
    context = {
        "register": Register(found.entries),
        "found": found,
        "words": request.GET.get("q", "")[:100],
        "function": _choice(request, "function"),
        "nature": _choice(request, "nature"),
        "functions": Function.choices,
        "natures": Nature.choices,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "function", "nature")),
        "csv_url": changed(request, **{"as": "csv"}),
        "on": today,
    }
    return render(request, "licensing/public/items.html", context)


def _choice(request: HttpRequest, name: str) -> str:
    """A known value of a filter; anything else narrows nothing."""
    known = {"function": Function.values, "nature": Nature.values}[name]
    given = request.GET.get(name, "")
    return given if given in known else ""


def _head() -> list[str]:
    return [
        _("事项编码"),
        _("事项"),
        _("性质"),
        _("类别"),
        _("办件类型"),
        _("状态"),
        _("承诺时限"),
        _("法定时限"),
        _("材料（件）"),
        _("牵头单位"),
        _("决定机关"),
        _("停办日期"),
        _("停办原因"),
        _("依据"),
    ]


def _rows(entries: Iterable[Entry]) -> Iterator[list[object]]:
    for entry in entries:
        version = entry.version
        unit = Unit(version.limit_unit)
        yield [
            entry.code,
            entry.title,
            entry.nature,
            entry.function,
            Handling(version.handling).label,
            entry.standing.label,
            _limit(version.promised_limit, unit),
            _limit(version.statutory_limit, unit),
            entry.materials,
            version.lead_unit.title(),
            entry.superior or _("本局"),
            version.closed_on or "",
            version.why_closed,
            entry.bases,
        ]


def _limit(days: int | None, unit: Unit) -> str:
    return "" if days is None else words.number_of_days(days, unit)
