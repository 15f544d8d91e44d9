"""What the window takes down of a request without an item, and what it answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.window import AT_THE_WINDOW, LANGUAGES, words_field
from licensing.models.requests import Answer
from licensing.states import Channel
from organization.forms.people import ActForm, day_field
from parties.forms.fields import NameField


class RequestForm(ActForm):
    """The party is picked beside the form."""

    asked = words_field(_("要办什么"), rows=3, help_text=_("照申请人的话写清楚。"))
    channel = forms.ChoiceField(label=_("方式"), choices=AT_THE_WINDOW, initial=Channel.WINDOW)
    received_on = day_field(_("收到日期"))
    answer = forms.ChoiceField(label=_("答复"), choices=Answer.choices, widget=forms.RadioSelect)
    whom = NameField(
        label=_("请申请人向哪个机关申请"), max_length=200, required=False, help_text=_("不属本机关的必填。")
    )
    reasons = words_field(_("理由"), required=False, help_text=_("无需许可的，写明为什么不需要。"))
    language = forms.ChoiceField(label=_("文书语言"), choices=LANGUAGES, initial="zh")

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, initial={"received_on": today}, **options)
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
