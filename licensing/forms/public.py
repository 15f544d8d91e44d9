"""What the public is asked: the number and code of a case, a day to count from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.calculator import uncounted_of
from licensing.models import ItemVersion
from records.languages import in_language
from workdays.calendar import Calendar
from workdays.forms import CalculatorForm

LONGEST = 64  # a case number has 23 signs, a code 14; what is longer is neither


class TrackForm(forms.Form):
    """Both stand on the receipt; whichever of them is wrong, the answer is the same."""

    number = forms.CharField(
        label=_("办件编号"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={
                "class": "num",
                "autocomplete": "off",
                "spellcheck": "false",
                "inputmode": "numeric",
                "placeholder": "321100-20261102-00017-3",
            }
        ),
        error_messages={"required": _("请填办件编号，印在收件凭证上。")},
    )
    code = forms.CharField(
        label=_("查询码"),
        help_text=_("印在收件凭证上，12 位，大小写和短横都可不管"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "q-code", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("请填查询码，印在收件凭证上。")},
    )


class GuideCalculatorForm(CalculatorForm):
    """From which day, and how long the item's uncounted procedure takes, where it has one."""

    procedure_name = ""

    def __init__(
        self, *args: Any, version: ItemVersion, calendar: Calendar, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, calendar=calendar, today=today, **kwargs)
        procedure = uncounted_of(version)
        self.fields["start_on"].initial = today.isoformat()
        self.fields["start_on"].required = False
        if procedure is None:
            del self.fields["pause_days"]
            return
        self.procedure_name = in_language(procedure.name, procedure.name_en)
        self.fields["pause_days"].label = _("%(name)s要几天") % {"name": self.procedure_name}
        self.fields["pause_days"].help_text = _("这些日子不计入时限；事先会书面告诉您要多久")
        self.fields["pause_days"].initial = procedure.expected_days or 0

    @classmethod
    def of(cls, query: Any, **facts: Any) -> GuideCalculatorForm:
        """Bound to what the address asks, else to today and the usual length."""
        form = cls(**facts)
        if "start_on" in query:
            return cls(query, **facts)
        return cls({name: field.initial for name, field in form.fields.items()}, **facts)

    def clean_start_on(self) -> date:
        """Today where no day is given."""
        return super().clean_start_on() if self.cleaned_data.get("start_on") else self.today

    @property
    def day(self) -> date:
        """The day asked for, or today where it makes no sense."""
        on: date | None = self.cleaned_data.get("start_on") if self.is_valid() else None
        return on or self.today

    @property
    def special_days(self) -> int:
        """Days of the uncounted procedure."""
        return int(self.cleaned_data.get("pause_days") or 0) if self.is_valid() else 0
