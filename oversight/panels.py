"""What oversight shows of a case: its passed limits, and what supervision said about them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.case_file.opinions import is_outsider
from organization.access import standing
from organization.models import Person
from oversight.access import oversees
from oversight.models import Prompt
from workflow.models import Case, Lateness, Task
from workflow.registry import CasePanel

_KEPT = "_oversight"


def watched(case: Case, *, reader: Person, on: date) -> Mapping[str, Any]:
    """Passed limits and prompts of a case, and the open tasks an overseer may urge or note."""
    facts = _facts(case)
    tasks = _open(case) if oversees(reader, on=on) else []
    return {"is_plain": False, "note": "", "tasks": tasks, **facts}


def _facts(case: Case) -> dict[str, Any]:
    """Two statements, kept with the case for its page."""
    kept: dict[str, Any] | None = case.__dict__.get(_KEPT)
    if kept is None:
        late = Lateness.objects.filter(case=case).select_related("task", "unit", "person")
        prompts = Prompt.objects.filter(task__case=case).select_related("task", "unit", "person", "by")
        kept = {"late": list(late.order_by("since_on", "pk")), "prompts": list(prompts.newest_first())}
        case.__dict__[_KEPT] = kept
    return kept


def _open(case: Case) -> list[Task]:
    return list(Task.objects.open().filter(case=case).select_related("unit", "assignee").order_by("sort_on"))


def _is_watched(person: Person, case: Case, on: date) -> bool:
    """Where there is something to say; never for an outside authority."""
    if is_outsider(standing(person, on)):
        return False
    return any(_facts(case).values()) or (oversees(person, on=on) and case.is_open)


PANELS = (
    CasePanel(
        "watched", _("督察"), "oversight/panels/watched.html", watched, _is_watched, is_aside=True, order=10
    ),
)
