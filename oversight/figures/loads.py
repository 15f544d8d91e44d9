"""Who has how much on the desk: open, late, due this week, per unit and person, or in its pool."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.models import Person, Unit
from oversight.figures.asking import Asked
from oversight.figures.checks import Listed
from oversight.figures.rows import Column, Line
from oversight.figures.tasks import NOBODY, LateTasks, SoonTasks, everything_at_work

WHO = ("assignee", "assignee__username", "assignee__name", "assignee__name_en")


@dataclass(frozen=True, slots=True)
class Load:
    """The open tasks of one person in one unit, or of the unit's pool."""

    unit: Unit | None
    person: Person | None
    open: int
    late: int
    soon: int

    def asked(self, asked: Asked) -> str:
        """The filters that open these tasks, as the end of a URL."""
        unit = self.unit.code if self.unit else asked.filters.unit
        return asked.filters.but(unit=unit, person=self.person.username if self.person else NOBODY).query()


def loads(asked: Asked) -> list[Load]:
    """Whoever has open tasks, who has most late ones first: one statement, and the units."""
    late, soon = LateTasks().condition(asked), SoonTasks().condition(asked)
    counts = {"number": Count("pk"), "late": Count("pk", filter=late), "soon": Count("pk", filter=soon)}
    groups = everything_at_work(asked).order_by().values_list("unit", *WHO).annotate(**counts)
    found = [
        Load(asked.units.get(unit), _person(pk, *names), number, late, soon)
        for unit, pk, *names, number, late, soon in groups
    ]
    return sorted(found, key=lambda one: (-one.late, -one.open, str(one.unit), str(one.person)))


def _person(pk: int | None, username: str, name: str, name_en: str) -> Person | None:
    """Whose tasks they are, by name; nobody where they lie in a pool."""
    return Person(pk=pk, username=username, name=name, name_en=name_en) if pk else None


class Loads(Listed):
    """One row per person with open tasks, and per pool that holds some."""

    code = "load"
    title: ClassVar[Promise] = _("各人负荷")
    note: ClassVar[Promise] = _("每人每单位手上的在办、超时、本周到期任务；无人认领的算任务池")
    columns = (
        Column("unit", _("责任单位")),
        Column("person", _("责任人")),
        Column("open", _("在办任务")),
        Column("late", _("环节超时")),
        Column("soon", _("环节本周到期")),
    )

    def every(self, asked: Asked) -> list[Line]:
        return [line_of(one, asked) for one in loads(asked)]


def line_of(load: Load, asked: Asked) -> Line:
    """A load as it reads; its address opens its tasks."""
    unit = str(load.unit) if load.unit else ""
    person = load.person.title() if load.person else str(_("任务池"))
    url = reverse("supervise_rows", args=["tasks"]) + load.asked(asked)
    return Line((unit, person, load.open, load.late, load.soon), url=url, tone="late" if load.late else "")
