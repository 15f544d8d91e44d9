"""Forms of the extension: asked for with its days and reason, answered with a word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AskExtensionForm(forms.Form):
    """How many working days more, and why; the applicant reads the reason."""

    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1)
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "data-key": "Alt+t"}),
        help_text=_("写明为什么不能按期办结、还要做什么；批准后原样写进告知书，申请人会看到。"),
        error_messages={"required": _("延期须写明理由并告知申请人（行政许可法第四十二条）。")},
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        days.widget.attrs["max"] = most
        days.help_text = _("最多 %(n)d 个工作日，只有一次（行政许可法第四十二条）。") % {"n": most}


class AnswerExtensionForm(forms.Form):
    """The head's answer and a word with it; declined, the word is owed (the act refuses)."""

    APPROVE, DECLINE = "approve", "decline"
    answer = forms.ChoiceField(choices=[(APPROVE, _("批准")), (DECLINE, _("不批准"))])
    word = forms.CharField(
        label=_("批示"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "Alt+t"}),
        help_text=_("批准可以不写；不批准须写明意见。只给申请延期的人看，申请人看不到。"),
    )
