"""Forms of the acts that every kind of case shares."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organization.forms.choosing import SeveralField
from organization.models import Person, Unit, UnitKind
from workflow.dossier import dossier_of
from workflow.models import Task
from workflow.rework import return_targets


class ReasonField(forms.CharField):
    """Why: kept in the ledger."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("写入留痕，经办各方都能看到。")
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(**{"label": _("理由"), "max_length": 500, "help_text": help_text, **kwargs})
        self.widget = widget


class TaskForm(forms.Form):
    """A form about one task on one day."""

    def __init__(self, *args: Any, task: Task, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task, self.on = task, on
        self.prepare()

    def prepare(self) -> None:
        """Fill the lists to choose from."""


class ReassignForm(TaskForm):
    """To whom, and why; nobody means the unit's pool."""

    to = forms.ModelChoiceField(
        label=_("转给"), queryset=Person.objects.none(), required=False, empty_label=_("放回本处任务池")
    )
    reason = ReasonField()

    def prepare(self) -> None:
        self.fields["to"].queryset = colleagues(self.task, self.on)  # type: ignore[attr-defined]  # a choice of rows


class DelegateForm(TaskForm):
    """To whom, from when to when, and why."""

    to = forms.ModelChoiceField(label=_("委托给"), queryset=Person.objects.none())
    first_on = forms.DateField(label=_("起"), widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(label=_("止"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = ReasonField()

    def prepare(self) -> None:
        self.fields["to"].queryset = colleagues(self.task, self.on)  # type: ignore[attr-defined]  # a choice of rows
        self.initial = {"first_on": self.on, "last_on": self.on + timedelta(days=7), **self.initial}


class ConsultForm(TaskForm):
    """Whom to ask, what, and by when (难事协办)."""

    units = SeveralField(
        label=_("协办单位"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    question = ReasonField(
        label=_("请协办的事"), help_text=_("写清要回答什么；后面的环节等协办回复后才继续。")
    )
    days = forms.IntegerField(label=_("几个工作日内回复"), min_value=1, max_value=10, initial=2)

    def prepare(self) -> None:
        inside = Unit.objects.active().exclude(kind=UnitKind.OUTSIDE).exclude(pk=self.task.unit_id or 0)
        self.fields["units"].queryset = inside.in_order()  # type: ignore[attr-defined]  # a choice of rows


class ReturnForm(TaskForm):
    """Back to which step, and why."""

    step = forms.ChoiceField(label=_("退回到"), widget=forms.RadioSelect)
    reason = ReasonField()

    def prepare(self) -> None:
        targets = return_targets(dossier_of(self.task.case), self.task)
        choices = [(node.code, node.wording) for node in targets]
        self.fields["step"].choices = choices  # type: ignore[attr-defined]  # a choice


class RecallForm(TaskForm):
    """Why one takes one's own result back."""

    reason = ReasonField()


def colleagues(task: Task, on: date) -> QuerySet[Person]:
    """Those who may take a task of this unit and post that day, without the one who has it."""
    if task.unit_id is None:
        return Person.objects.none()
    found = Person.objects.eligible_for(task.unit_id, task.role, on=on).order_by("name")
    return found.exclude(pk=task.assignee_id) if task.assignee_id else found
