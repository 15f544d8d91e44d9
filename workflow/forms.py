"""Forms of the acts that every kind of case shares."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from organization.forms.choosing import SeveralField
from organization.models import Person, Post, Unit, UnitKind
from records.languages import listed
from workflow.dossier import Dossier, dossier_of
from workflow.models import Task
from workflow.receivers import receivers
from workflow.rework import return_targets
from workflow.steps import Priority


def _as_priority(value: str) -> Priority:
    return Priority(int(value))


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


class ProceedForm(TaskForm):
    """Why one no longer waits for a late department."""

    reason = ReasonField()


class CaseForm(forms.Form):
    """A form about a case as a whole on one day."""

    def __init__(self, *args: Any, dossier: Dossier, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.on = dossier, on
        self.prepare()

    def prepare(self) -> None:
        """Fill the lists to choose from."""


class TerminateForm(CaseForm):
    """Why the case ends without a decision."""

    reason = ReasonField(help_text=_("写入留痕，并告知申请人。"))


class ReceiverField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Each person with the units in which that person holds a post."""

    def label_from_instance(self, obj: Any) -> str:
        units = listed(dict.fromkeys(post.unit.title() for post in obj.seats))
        return f"{obj.title()} · {units}"


class HandOverForm(CaseForm):
    """To whom the first responsibility goes, and why."""

    to = ReceiverField(
        label=_("移交给"),
        queryset=Person.objects.none(),
        empty_label=_("请选择"),
        help_text=_("只列今天在本案经办单位有岗位的人。"),
    )
    reason = ReasonField()

    def prepare(self) -> None:
        seats = Prefetch("posts", Post.objects.on(self.on).select_related("unit"), to_attr="seats")
        found = receivers(self.dossier, self.on).exclude(pk=self.dossier.case.responsible_id or 0)
        found = found.prefetch_related(seats)
        self.fields["to"].queryset = found  # type: ignore[attr-defined]  # a choice of rows


class PriorityForm(CaseForm):
    """Where the case stands in every inbox from now on, and why."""

    priority = forms.TypedChoiceField(
        label=_("优先级"), choices=Priority.choices, coerce=_as_priority, widget=forms.RadioSelect
    )
    reason = ReasonField()

    def prepare(self) -> None:
        now = self.dossier.case.priority
        others = [choice for choice in Priority.choices if choice[0] != now]
        self.fields["priority"].choices = others  # type: ignore[attr-defined]  # a choice


def colleagues(task: Task, on: date) -> QuerySet[Person]:
    """Those who may take a task of this unit and post that day, without the one who has it."""
    if task.unit_id is None:
        return Person.objects.none()
    found = Person.objects.eligible_for(task.unit_id, task.role, on=on).order_by("name")
    return found.exclude(pk=task.assignee_id) if task.assignee_id else found
