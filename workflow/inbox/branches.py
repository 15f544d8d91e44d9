"""What belongs in whose inbox, as branches that each walk one partial index."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from organization.models import Role
from organization.standing import Standing
from workflow.models import Task

ORDER = ("priority", "sort_on", "id")


class Tab(TextChoices):
    """The parts of an inbox."""

    MINE = "mine", _("我的")
    POOL = "pool", _("本处任务池")
    UNIT = "unit", _("本处全部")


def branches_of(stand: Standing, tab: Tab) -> list[QuerySet[Task]]:
    """The branches of a tab; never IN or OR over units: each branch is one walk along one index.

    Mine: assigned to me or to whom I deputise, or delegated to me today. Pool: unassigned work of each seat.
    Unit: all open work of each unit I head.
    """
    open_tasks = Task.objects.open().order_by(*ORDER)
    return list(_BRANCHES[tab](open_tasks, stand, stand.on))


def _mine(tasks: QuerySet[Task], stand: Standing, on: date) -> Iterator[QuerySet[Task]]:
    lent = Q(delegate_first_on__lte=on, delegate_last_on__gte=on)
    for person in sorted(stand.acts_for):
        yield tasks.filter(assignee=person)
        yield tasks.filter(lent, delegate=person)


def _pool(tasks: QuerySet[Task], stand: Standing, on: date) -> Iterator[QuerySet[Task]]:
    for role, unit in sorted(stand.posts):
        yield tasks.filter(unit=unit, role=role, assignee__isnull=True)


def _unit(tasks: QuerySet[Task], stand: Standing, on: date) -> Iterator[QuerySet[Task]]:
    for unit in sorted(stand.unit_ids(Role.SECTION_HEAD)):
        yield tasks.filter(unit=unit)


_BRANCHES = {Tab.MINE: _mine, Tab.POOL: _pool, Tab.UNIT: _unit}
