"""/style/: every part of the look on one page, in both frames, with long names, errors and empty lists."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace as Row
from typing import Any

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from workdays.calendar import Calendar, DayKind, DayNature, YearFacts
from workdays.reckoning import Pause, Reckoning, reckon

SAMPLES = Path(__file__).with_name("samples.json")
FACES = ("staff", "public", "print")
HOLIDAYS = {date(2026, 9, 25): "中秋节", **{date(2026, 10, day): "国庆节" for day in range(1, 8)}}


class SampleForm(forms.Form):
    """One field of every kind; bound, most of them are wrong."""

    name = forms.CharField(label="企业名称", help_text="与营业执照一致。例如：示范醋业有限公司")
    code = forms.CharField(label="统一社会信用代码", min_length=18, help_text="18 位，不含 I、O、S、V、Z")
    channel = forms.ChoiceField(label="申请方式", choices=[("", "请选择"), ("counter", "窗口当面")])
    on = forms.DateField(label="送达日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(label="意见正文", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    way = forms.ChoiceField(
        label="领取方式", widget=forms.RadioSelect, choices=[("counter", "窗口领取"), ("post", "邮寄")]
    )
    agree = forms.BooleanField(label="以上内容属实")


def sample_reckoning() -> Reckoning:
    """Fifteen days from 23 September 2026 over two holidays and a pause."""
    off = {on: DayKind(DayNature.HOLIDAY, name) for on, name in HOLIDAYS.items()}
    off[date(2026, 10, 10)] = DayKind(DayNature.MAKEUP, "国庆节")
    calendar = Calendar([YearFacts(2026, is_provisional=False), YearFacts(2027, is_provisional=True)], off)
    pause = Pause(date(2026, 10, 12), date(2026, 11, 13), ground="专家评审", document="特别程序告知书")
    return reckon(date(2026, 9, 23), 15, calendar=calendar, pauses=[pause])


def _place(rows: list[Row], today: date, now: datetime) -> None:
    """Gives sample rows the dates that their offsets from today mean."""
    for row in rows:
        offset = getattr(row, "offset", None)
        row.on = row.due_on = None if offset is None else today + timedelta(days=offset)
        row.at = now


def samples(today: date, now: datetime) -> dict[str, Any]:
    """Everything the parts are shown with."""
    world: dict[str, Any] = vars(
        json.loads(SAMPLES.read_text(encoding="utf-8"), object_hook=lambda row: Row(**row))
    )
    for name in ("dates", "milestones", "ledger"):
        _place(world[name], today, now)
    form = SampleForm({"name": world["long"], "code": "9132", "channel": "", "text": "一" * 60})
    return world | {"form": form, "reckoning": sample_reckoning()}


def style(request: HttpRequest) -> HttpResponse:
    """The parts in the staff frame, with ?face=public in the public one, with ?face=print on paper."""
    face = request.GET.get("face", "staff")
    if face not in FACES:
        raise Http404
    return render(request, f"style/{face}.html", samples(timezone.localdate(), timezone.now()))


def options(request: HttpRequest) -> HttpResponse:
    """What a picker gets for its words."""
    found = samples(timezone.localdate(), timezone.now())["options"]
    wanted = [row for row in found if request.GET.get("item_words", "") in row.title]
    return render(request, "parts/picker_options.html", {"list": request.GET.get("list"), "options": wanted})


def save(request: HttpRequest) -> HttpResponse:
    """What an autosave gets: the number of its draft."""
    return HttpResponse(status=204, headers={"X-Draft": f"D-{len(request.POST['opinion'])}"})


def send(request: HttpRequest) -> HttpResponse:
    """Where the sample form is sent; the token says whether it came twice."""
    arrived = [*cache.get("style-sent", []), request.POST["token"]]
    cache.set("style-sent", arrived)
    return HttpResponse("sent")
