"""The departments of the demo: every open task is done after a plausible while by someone who may."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial

from licensing.models import Application
from organization.models import Person
from workdays.days import local_day
from workflow.models import Task
from workflow.states import TaskState
from workflow.steps import StepKind
from zhenjiang_qts.demo.clock import Clock
from zhenjiang_qts.demo.desk import handle, kind_of

DELIVERY_DAYS = 5


@dataclass
class Town:
    """Schedules every task once; a case goes on until it is delivered or time ends."""

    clock: Clock
    _known: set[int] = field(default_factory=set)
    _people: dict[tuple[int, str], list[Person]] = field(default_factory=dict)

    def accepted(self, application: Application, at: datetime) -> None:
        """A case has come to the departments."""
        self._schedule(application.case_id, at)

    @cached_property
    def _everyone(self) -> dict[int, Person]:
        return Person.objects.in_bulk()

    def _schedule(self, case_id: int, at: datetime) -> None:
        open_tasks = Task.objects.filter(case_id=case_id, state=TaskState.OPEN)
        for task in open_tasks.select_related("step", "case").exclude(pk__in=self._known):
            self._known.add(task.pk)
            self.clock.put(self._moment_of(task, at), partial(self._do, task))

    def _do(self, task: Task, at: datetime) -> None:
        people = self._holders(task, local_day(at))
        first = self.clock.chance.randrange(len(people))
        handle(task, people[first:] + people[:first], at=at, chance=self.clock.chance)
        self._schedule(task.case_id, at)

    def _holders(self, task: Task, on: date) -> list[Person]:
        """Those who hold the task's post; they are the same all year."""
        key = (task.unit_id or 0, task.role)
        if key not in self._people:
            found = Person.objects.holding(task.role, task.unit_id, on=on).order_by("pk")
            self._people[key] = [self._everyone[person.pk] for person in found]
        return self._people[key]

    def _moment_of(self, task: Task, at: datetime) -> datetime:
        """Mostly within the limit, now and then past it; an appraisal takes about its expected days."""
        chance = self.clock.chance
        if kind_of(task) == StepKind.APPRAISAL:
            expected = task.step.expected_days if task.step and task.step.expected_days else 20
            return self.clock.after(at, chance.randint(expected // 3, max(expected, 1)))
        days = task.limit_days if task.limit_days is not None else DELIVERY_DAYS
        if days and chance.random() < 0.012:
            return self.clock.after(at, days + chance.randint(1, 3))
        return self.clock.after(at, round(days * chance.uniform(0, 0.75)))
