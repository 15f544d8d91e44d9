"""Forms of those who review, check, draw together, decide and forward; the acts refuse what law forbids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.conditions import ConditionsField, ConditionsWidget
from licensing.states import DecisionKind
from organization.forms.choosing import SeveralField
from organization.models import Person
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

LONGEST = 20_000
RETURN = "return"
FEWEST = 2  # 行政许可法第三十四条
UNDECIDED = {"required": _("请选择其中一项。")}
PASSED = [("yes", _("合格")), ("no", _("不合格"))]
CONCLUSIONS = [
    (Outcome.AGREE.value, Outcome.AGREE.label),
    (Outcome.AGREE_WITH_CONDITIONS.value, Outcome.AGREE_WITH_CONDITIONS.label),
    (Outcome.DISSENT.value, Outcome.DISSENT.label),
]
RECOMMENDATIONS = [
    (DecisionKind.GRANTED.value, _("建议准予")),
    (DecisionKind.DENIED.value, _("建议不予许可")),
]


class LongTextField(forms.CharField):
    """Some paragraphs: line breaks stay, every character is kept as typed."""

    def __init__(self, *, rows: int = 5, key: str = "Alt+t", **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": LONGEST, **kwargs})
        keys = {"data-key": key} if key else {}
        self.widget = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST, **keys})


class BasedForm(forms.Form):
    """A form whose conditions offer the legal texts of the item."""

    def __init__(self, *args: Any, bases: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, ConditionsWidget):
                field.widget.bases = tuple(bases)


class OpinionForm(BasedForm):
    """A department's conclusion, its words, its conditions."""

    outcome = forms.ChoiceField(
        label=_("结论"),
        choices=CONCLUSIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择同意、附条件同意或者不同意。")},
    )
    opinion = LongTextField(
        label=_("意见正文"), help_text=_("给牵头处和局长看，申请人看不到；写事实、依据、判断。")
    )
    conditions = ConditionsField()

    def clean(self) -> dict[str, Any]:
        """Conditions count only where one agrees under conditions."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.data.get("outcome") != Outcome.AGREE_WITH_CONDITIONS:
            self.errors.pop("conditions", None)
            cleaned["conditions"] = []
        return cleaned


class StartProcedureForm(forms.Form):
    """The first examination and the procedure it leads to: ground and step are fixed by the process."""

    opinion = LongTextField(label=_("初审意见"), rows=4, help_text=_("给承办各方看，申请人看不到。"))
    expected_days = forms.IntegerField(
        label=_("预计所需天数"),
        max_value=365,
        help_text=_("写进告知书；按日历日计，到期未完会提醒。"),
    )
    reason = forms.CharField(
        label=_("说明"), max_length=500, required=False, help_text=_("为什么需要这么久；写入留痕，可以不填。")
    )


class EndProcedureForm(forms.Form):
    """The result of a special procedure."""

    has_passed = forms.ChoiceField(
        label=_("结果"), choices=PASSED, widget=forms.RadioSelect, error_messages=UNDECIDED
    )
    result = LongTextField(label=_("结果说明"), rows=5, help_text=_("评审、检验的依据、过程和结论。"))


class BeginProcedureForm(forms.Form):
    """A procedure at one's own step: which of the eight grounds, how long, why."""

    ground = forms.ChoiceField(
        label=_("情形"),
        choices=PauseGround.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择八种情形之一（行政许可法第四十五条）。"),
            "invalid_choice": _("行政许可法第四十五条没有这一不计时情形。"),
        },
    )
    expected_days = forms.IntegerField(
        label=_("预计所需天数"),
        max_value=365,
        help_text=_("写进告知书；按日历日计，到期未完会提醒。"),
    )
    reason = forms.CharField(
        label=_("说明"), max_length=500, required=False, help_text=_("为什么需要这么久；写入留痕，可以不填。")
    )


class EndOwnProcedureForm(forms.Form):
    """The result of a procedure at one's own step, and the day it arrived."""

    ended_on = forms.DateField(
        label=_("结果到达日"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("不计时到这一天为止，含这一天。"),
    )
    result = LongTextField(label=_("结果说明"), rows=5, help_text=_("评审、检验的依据、过程和结论。"))


class InspectorsForm(BasedForm):
    """Who goes to look: the unit's people to choose from."""

    inspectors = SeveralField(
        label=_("核查人员"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
        help_text=_("本单位工作人员，至少两名（行政许可法第三十四条）。"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspectors"].queryset = people  # type: ignore[attr-defined]  # a choice of rows


class SiteCheckForm(InspectorsForm):
    """Who looked, when, where, at what, and what came of it."""

    checked_on = forms.DateField(
        label=_("核查日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(label=_("地点"), max_length=300)
    findings = LongTextField(
        label=_("核查情况"), rows=6, help_text=_("现场看到什么、量到什么、与申报是否一致。")
    )
    has_passed = forms.ChoiceField(
        label=_("结论"), choices=PASSED, widget=forms.RadioSelect, error_messages=UNDECIDED
    )
    conditions = ConditionsField(label=_("条件（合格而有条件时）"))

    def clean(self) -> dict[str, Any]:
        """Where the form comes back anyway, it says at once that two are needed; else the act refuses."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors and "inspectors" in cleaned and len(cleaned["inspectors"]) < FEWEST:
            self.add_error("inspectors", _("须有两名以上工作人员（行政许可法第三十四条）。"))
        return cleaned


class SynthesisForm(BasedForm):
    """What the lead recommends, in its own words, with the conditions of all."""

    recommends = forms.ChoiceField(
        label=_("建议"), choices=RECOMMENDATIONS, widget=forms.RadioSelect, error_messages=UNDECIDED
    )
    opinion = LongTextField(
        label=_("综合审定意见"), help_text=_("给局长看：各方意见如何、异议如何答复、为什么这样建议。")
    )
    conditions = ConditionsField(
        label=_("合并后的条件"), help_text=_("已并入各处条件，重复的合并、不清的改清；每条都要有依据。")
    )


class ForwardForm(forms.Form):
    """The bureau's opinion with which a case goes to the superior organ."""

    recommends = forms.ChoiceField(
        label=_("建议"), choices=RECOMMENDATIONS, widget=forms.RadioSelect, error_messages=UNDECIDED
    )
    opinion = LongTextField(label=_("初审意见"), help_text=_("随案转报上级机关（行政许可法第四十三条）。"))


class DissentForm(forms.Form):
    """The written answer to a dissenting department."""

    text = LongTextField(
        label=_("书面答复"), rows=3, key="", help_text=_("逐点答复；答复与原意见一并送局长。")
    )


class DecisionForm(forms.Form):
    """What the leader signs."""

    kind = forms.ChoiceField(
        label=_("决定"),
        choices=[
            (DecisionKind.GRANTED.value, _("准予许可")),
            (DecisionKind.DENIED.value, _("不予许可")),
            (RETURN, _("退回综合审定")),
        ],
        widget=forms.RadioSelect,
        error_messages=UNDECIDED,
    )
    reasons = LongTextField(
        label=_("理由和说明"),
        rows=4,
        help_text=_("印在决定书上，申请人看得到，不写内部处室。不予许可的理由、退回要查的事必须写明。"),
    )
    conditions = forms.MultipleChoiceField(
        label=_("写入决定书的条件"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("来自各处意见；可以不写入，不能另加没有依据的。"),
    )
    is_confidential = forms.BooleanField(
        label=_("涉及国家秘密、商业秘密或者个人隐私，不列入公开清单"), required=False
    )

    def __init__(self, *args: Any, conditions: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conditions"].choices = [(text, text) for text in conditions]  # type: ignore[attr-defined]  # a choice
