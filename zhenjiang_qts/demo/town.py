"""The departments of the demo: every open task is done after a plausible while by someone who may."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial

from licensing.legality import Nature
from licensing.models import Application
from organization.models import Person
from workdays.days import local_day
from workflow.actions import extend
from workflow.models import Case, Task
from workflow.states import CaseState, TaskState
from workflow.steps import StepKind
from zhenjiang_qts.demo.clock import Clock
from zhenjiang_qts.demo.desk import Turn, handle, kind_of
from zhenjiang_qts.demo.fate import Fate

DELIVERY_DAYS = 5
BRISK_APPRAISAL = 3
LATE = 0.012
EXTENSION = 5
WHY_LONGER = "须补充核实技术资料，十个工作日内可以完成（示范数据）。"


@dataclass
class Town:
    """Schedules every task once; a case goes on until it is delivered, its fate stops it or time ends."""

    clock: Clock
    _known: set[int] = field(default_factory=set)
    _fates: dict[int, Fate] = field(default_factory=dict)
    _people: dict[tuple[int, str], list[Person]] = field(default_factory=dict)

    def accepted(self, application: Application, fate: Fate, at: datetime) -> None:
        """A case has come to the departments."""
        self._fates[application.case_id] = fate
        if fate.extended_after is not None and _may_be_extended(application):
            later = self.clock.after(at, fate.extended_after)
            self.clock.put(later, partial(self._extend, application.case_id))
        self._schedule(application.case_id, at)

    @cached_property
    def _everyone(self) -> dict[int, Person]:
        return Person.objects.in_bulk()

    @cached_property
    def _heads(self) -> dict[bool, Person]:
        """Who approves an extension (Art. 42): of a joint case the head of the government."""
        names = {"chief": False, "government": True}
        return {names[person.username]: person for person in Person.objects.filter(username__in=names)}

    def _schedule(self, case_id: int, at: datetime) -> None:
        fate = self._fates[case_id]
        open_tasks = Task.objects.filter(case_id=case_id, state=TaskState.OPEN)
        for task in open_tasks.select_related("step", "case").exclude(pk__in=self._known):
            self._known.add(task.pk)
            if task.step is None or task.step.code not in fate.stops:
                self.clock.put(self._moment_of(task, fate, at), partial(self._do, task))

    def _do(self, task: Task, at: datetime) -> None:
        people = self._holders(task, local_day(at))
        first = self.clock.chance.randrange(len(people))
        fate = self._fates[task.case_id]
        handle(Turn(task, people[first:] + people[:first], at, self.clock.chance, fate))
        self._schedule(task.case_id, at)

    def _extend(self, case_id: int, at: datetime) -> None:
        """The one extension, if the case still waits for its decision."""
        case = Case.objects.select_related("process").get(pk=case_id)
        if case.state == CaseState.OPEN and case.decided_on is None:
            head = self._heads[case.process.is_joint]
            extend(case_id, days=EXTENSION, reason=WHY_LONGER, by=head, at=at)

    def _holders(self, task: Task, on: date) -> list[Person]:
        """Those who hold the task's post; they are the same all year."""
        key = (task.unit_id or 0, task.role)
        if key not in self._people:
            found = Person.objects.holding(task.role, task.unit_id, on=on).order_by("pk")
            self._people[key] = [self._everyone[person.pk] for person in found]
        return self._people[key]

    def _moment_of(self, task: Task, fate: Fate, at: datetime) -> datetime:
        """Mostly within the limit, now and then past it; an appraisal takes about its expected days."""
        chance, is_appraisal = self.clock.chance, kind_of(task) == StepKind.APPRAISAL
        if fate.is_brisk:
            return self.clock.after(at, BRISK_APPRAISAL if is_appraisal else 1)
        if is_appraisal:
            expected = task.step.expected_days if task.step and task.step.expected_days else 20
            return self.clock.after(at, chance.randint(expected // 3, max(expected, 1)))
        days = task.limit_days if task.limit_days is not None else DELIVERY_DAYS
        if days and chance.random() < LATE:
            return self.clock.after(at, days + chance.randint(1, 3))
        return self.clock.after(at, round(days * chance.uniform(0, 0.75)))


def _may_be_extended(application: Application) -> bool:
    """Art. 42 is of licences we decide; what the superior decides has no extension of ours."""
    return application.item_version.nature == Nature.LICENCE and not application.decided_by_superior
