"""Forms of oversight: a note to whoever must act, why a limit was passed, what it is closed with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow.forms import ReasonField


class NoteForm(forms.Form):
    """What is to be said."""

    words = ReasonField(label=_("提示内容"), help_text=_("经办人和单位负责人收到通知，写入案件留痕。"))


class SayForm(forms.Form):
    """The unit's own reason."""

    reason = ReasonField(label=_("超时原因"), help_text=_("写明卡在哪里、已经怎样补救。"))


class CloseForm(forms.Form):
    """What supervision closes a passed limit with."""

    link = forms.CharField(
        label=_("责任环节"), max_length=100, help_text=_("例如：合法性审查；法规处 未在三日内会签。")
    )
    reason = ReasonField(label=_("原因"))
