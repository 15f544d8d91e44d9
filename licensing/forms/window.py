"""What the window takes down beside the item's own form: who came and how, and what is handed over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.models import Material
from licensing.practice import correction_term_days
from licensing.states import Channel, DeliveryMethod
from organization.forms.people import ActForm, day_field
from organization.models import District
from parties.forms.fields import NameField, telephone_field
from parties.models import Agent, Party
from workflow.outcomes import Outcome

LANGUAGES = [("zh", _("中文")), ("en", "English")]
AT_THE_WINDOW = [channel for channel in Channel.choices if channel[0] != Channel.ONLINE]
WORDS = 2_000
ANSWERS = [
    (outcome.value, outcome.label)
    for outcome in (Outcome.AGREE, Outcome.AGREE_WITH_CONDITIONS, Outcome.DISSENT)
]


def words_field(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Several lines of a clerk's words."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=WORDS, widget=widget, **options)


class ArrivalForm(forms.Form):
    """Who brought the application, how and when it came, in which language it is answered."""

    agent = forms.ModelChoiceField(
        Agent.objects.none(), label=_("代理人"), required=False, empty_label=_("本人到场，无代理人")
    )
    presenter = NameField(label=_("到场人"), max_length=80, required=False)
    mobile = telephone_field(label=_("手机"), required=False)
    channel = forms.ChoiceField(label=_("方式"), choices=AT_THE_WINDOW, initial=Channel.WINDOW)
    received_on = day_field(_("送到日期"), required=False)
    district = forms.ModelChoiceField(District.objects.none(), label=_("办理辖区"), empty_label=None)
    green = forms.BooleanField(label=_("按绿色通道办理"), required=False)
    language = forms.ChoiceField(label=_("文书语言"), choices=LANGUAGES, initial="zh")
    note = words_field(_("备注"), rows=1, required=False)

    def __init__(self, data: Any = None, *, party: Party | None, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today
        agents = party.agents.holding(today).order_by("name", "pk") if party else Agent.objects.none()
        self.fields["agent"].queryset = agents  # type: ignore[attr-defined]  # a choice of rows
        self.fields["district"].queryset = District.objects.order_by("order", "code")  # type: ignore[attr-defined]  # a choice of rows
        for name in ("presenter", "mobile"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["mobile"].widget.attrs["inputmode"] = "tel"
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any] | None:
        facts = super().clean()
        if (
            self.cleaned_data.get("channel") not in (None, Channel.WINDOW)
            and "received_on" not in self.errors
        ):
            self._check_day(self.cleaned_data.get("received_on"))
        return facts

    def _check_day(self, on: date | None) -> None:
        """The day of arrival: from last year on, not after today."""
        if on is None:
            self.add_error("received_on", _("请填写送到本局的日期：五个工作日从这天起算。"))
        elif on > self.today:
            self.add_error("received_on", _("送到日期不能晚于今天。"))
        elif on.year < self.today.year - 1:
            self.add_error("received_on", _("请核对年份：不会早于去年。"))


class SayingForm(forms.Form):
    """What the window's words need beside the verdicts; each belongs to one of them."""

    term_days = forms.IntegerField(label=_("补正期限（工作日）"), min_value=1, max_value=250, required=False)
    whom = NameField(label=_("请申请人向哪个机关申请"), max_length=200, required=False)
    reasons = words_field(_("理由"), required=False)
    why_none = words_field(_("为什么不需要许可"), required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["term_days"].initial = correction_term_days()


class DeliveryForm(ActForm):
    """How the result was handed over, to whom, and what proves it."""

    method = forms.ChoiceField(
        label=_("送达方式"), choices=DeliveryMethod.choices, initial=DeliveryMethod.COUNTER
    )
    receiver = NameField(label=_("签收人"), max_length=80, help_text=_("与签收的人核对姓名。"))
    proof = NameField(
        label=_("凭据"), max_length=300, help_text=_("例如：窗口签收单第 12 号；邮寄单号；网上签收时间。")
    )


class CertificateForm(ActForm):
    """From which day the certificate holds."""

    valid_from = day_field(_("有效期起"))


class FinishForm(ActForm):
    """What came of a service or notice that ends without a decision."""

    result = words_field(_("办理结果"), rows=4)


class SuperiorForm(ActForm):
    """The superior organ's decision as its document says."""

    is_granted = forms.TypedChoiceField(
        label=_("上级决定"),
        choices=[("yes", _("准予")), ("no", _("不予许可"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    number = NameField(label=_("文号"), max_length=100)
    decided_on = day_field(_("决定日期"))
    reasons = words_field(_("理由"), required=False)
    licence_number = NameField(
        label=_("证书编号"), max_length=100, required=False, help_text=_("准予的必填。")
    )
    valid_from = day_field(_("有效期起"), required=False)
    valid_until = day_field(_("有效期至"), required=False)

    def clean(self) -> dict[str, Any] | None:
        facts = super().clean()
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("有效期至不能早于有效期起。"))
        return facts


class LetterForm(ActForm):
    """The 征求意见函 that has gone out."""

    number = NameField(label=_("函件编号"), max_length=100)
    sent_on = day_field(_("发出日期"))


class LetterAnswerForm(ActForm):
    """The 回函: its number and day, and what the outside authority says."""

    number = NameField(label=_("回函编号"), max_length=100)
    answered_on = day_field(_("收到回函日期"))
    outcome = forms.ChoiceField(label=_("回函意见"), choices=ANSWERS, widget=forms.RadioSelect)
    opinion = words_field(_("回函内容"), rows=4, required=False, help_text=_("不同意的，照录理由。"))
    conditions = words_field(_("条件"), required=False, help_text=_("附条件同意的，一行一条。"))


class WithdrawForm(ActForm):
    """Why the applicant no longer asks."""

    reason = words_field(_("申请人撤回的理由"))


class PieceForm(ActForm):
    """A promised material that came: which, when, how, what there is to say of it."""

    material = forms.ChoiceField(label=_("收到哪一份"), widget=forms.RadioSelect)
    came_on = day_field(_("收到日期"))
    channel = forms.ChoiceField(label=_("方式"), choices=AT_THE_WINDOW, initial=Channel.WINDOW)
    remark = words_field(_("备注"), rows=2, required=False, help_text=_("例如：复印件，与原件核对一致。"))

    def __init__(self, data: Any = None, *, pieces: list[Material], today: date, **options: Any) -> None:
        first = pieces[0].key if len(pieces) == 1 else None
        super().__init__(data, initial={"came_on": today, "material": first}, **options)
        self.fields["material"].choices = [(one.key, one.title) for one in pieces]  # type: ignore[attr-defined]  # a choice
        self.fields["came_on"].widget.attrs["max"] = today.isoformat()
