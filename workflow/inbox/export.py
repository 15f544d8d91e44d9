"""The whole of a filtered inbox as lines of a file."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from organization.models import District
from organization.standing import Standing
from workflow.inbox.branches import Tab
from workflow.inbox.filters import Filters
from workflow.inbox.paging import page
from workflow.models import Task

HEAD = (
    _("案号"),
    _("事项"),
    _("申请人"),
    _("辖区"),
    _("环节"),
    _("经办"),
    _("本环节到期"),
    _("承诺办结"),
    _("法定办结"),
)
_AT_ONCE = 500


def lines(stand: Standing, tab: Tab, filters: Filters) -> Iterator[list[str]]:
    """Every row the filter finds, page by page in the order of the inbox."""
    titles = {district.pk: district.title() for district in District.objects.all()}
    shown = page(stand, tab, filters=filters, size=_AT_ONCE)
    while True:
        yield from (_line(task, titles) for task in shown.tasks)
        if shown.after is None:
            return
        shown = page(stand, tab, filters=filters, after=shown.after, size=_AT_ONCE)


def _line(task: Task, districts: dict[str, str]) -> list[str]:
    case = task.case
    return [
        case.number,
        case.wording,
        case.party.title(),
        districts[case.district_id],
        task.wording,
        task.assignee.name if task.assignee else "",
        _day(task.due_on),
        _day(case.promised_on),
        _day(case.statutory_on),
    ]


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
