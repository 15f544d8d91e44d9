"""What the public calculator asks: from which day, and how many days are not counted."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workdays.calendar import Calendar
from workdays.reckoning import Pause

LONGEST_PAUSE = 365
AHEAD = 366


class CalculatorForm(forms.Form):
    """A start and the calendar days of testing or review within it; the calendar bounds the start."""

    start_on = forms.DateField(
        label=_("受理的日子"),
        help_text=_("材料齐全的，收到当天受理"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    pause_days = forms.IntegerField(
        label=_("检验、鉴定或评审要几天"),
        help_text=_("这些日子不计入，假定受理 5 个工作日后开始"),
        min_value=0,
        max_value=LONGEST_PAUSE,
        required=False,
    )

    def __init__(self, *args: Any, calendar: Calendar, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.today = calendar, today

    def clean_start_on(self) -> date:
        """A day from the first year of the calendar to a year from today."""
        start_on: date = self.cleaned_data["start_on"]
        if not date(self.calendar.first_year, 1, 1) <= start_on <= self.today + timedelta(days=AHEAD):
            raise forms.ValidationError(_("请填今天起一年以内的日子。"))
        return start_on

    def pauses(self, after: int = 5) -> tuple[Pause, ...]:
        """The pause asked for, beginning after some working days; none for 0 days."""
        days = self.cleaned_data.get("pause_days") or 0
        if not days:
            return ()
        first_on = self.calendar.nth_working_day(self.cleaned_data["start_on"], after) + timedelta(days=1)
        return (Pause(first_on, first_on + timedelta(days=days - 1)),)
