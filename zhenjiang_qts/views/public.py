"""The public home page: what do you need, where does my case stand, how well do we do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from licensing.models import Decision, ItemVersion
from organization.models import Function
from workdays.calendar import UnknownYearError
from workdays.store import NoCalendarError, current_calendar
from zhenjiang_qts.figures import figures
from zhenjiang_qts.frame import address

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DOORS = [
    ("portal", "pencil-square", _("我的办件"), _("看轮到谁、要补什么、下证照")),
    ("fees", "receipt", _("收费公示"), _("收多少、凭什么")),
    ("complain", "megaphone", _("投诉举报"), _("可以不留姓名")),
    ("verify", "patch-check", _("证照验真"), _("扫码或输入编号")),
    ("track", "signpost-split", _("查办件进度"), _("编号加查询码，不用登录")),
    ("items", "journal-text", _("全部事项"), _("材料、时限、流程都写明")),
]
THEMES = [
    (Function.SPECIAL_EQUIPMENT, "truck", _("使用特种设备")),
    (Function.METROLOGY, "rulers", _("使用计量器具")),
    (Function.QUALITY, "box-seam", _("生产工业产品")),
    (Function.FOOD, "cup-straw", _("食品与包装")),
    (Function.STANDARDISATION, "upc-scan", _("标准和条码")),
]
COMMON = [_("气瓶充装"), _("计量标准"), _("食品生产"), _("商品条码")]


@dataclass(frozen=True)
class Tile:
    """A door of the home page."""

    icon: str
    title: StrOrPromise
    words: StrOrPromise
    url: str


@dataclass(frozen=True)
class Theme:
    """The items of one trade."""

    icon: str
    title: StrOrPromise
    count: int
    url: str


def _doors() -> list[Tile]:
    found = [Tile(icon, title, words, address(name)) for name, icon, title, words in DOORS]
    return [tile for tile in found if tile.url][:4]


def _themes(today: date) -> list[Theme]:
    """How many items of each trade take applications today; the trades that have none are left out."""
    open_now = ItemVersion.objects.taking_applications(today).values_list("function")
    counts = dict(open_now.annotate(Count("pk")).order_by())
    items = address("items")
    return [
        Theme(icon, title, counts[function], f"{items}?function={function}")
        for function, icon, title in THEMES
        if counts.get(function) and items
    ]


def _closed(today: date) -> QuerySet[ItemVersion]:
    """Items that may no longer be asked for, with the reason."""
    return (
        ItemVersion.objects.current(today)
        .filter(closed_on__lte=today)
        .exclude(closed_reason="")
        .order_by("-closed_on", "item__code")[:2]
    )


def _waits_for_notice(today: date) -> bool:
    """Whether next year's days off are still a guess."""
    try:
        return current_calendar().is_provisional(date(today.year + 1, 1, 4))
    except (NoCalendarError, UnknownYearError):
        return True


def home(request: HttpRequest) -> HttpResponse:
    """The front door."""
    today = timezone.localdate()
    context = {
        "doors": _doors(),
        "themes": _themes(today),
        "common": COMMON,
        "figures": figures(today),
        "decisions": Decision.objects.public().order_by("-decided_on", "-id")[:4],
        "closed": _closed(today),
        "next_year": today.year + 1 if _waits_for_notice(today) else None,
    }
    return render(request, "public/home.html", context)
