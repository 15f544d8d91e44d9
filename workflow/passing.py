"""When the lead may go on without a department (不等逾期部门): its step is optional and past its limit."""

from datetime import date

from django.utils.translation import gettext as _

from records.refusals import LegalRefusal
from workflow.dossier import Dossier
from workflow.models import Task


def passing_refused(dossier: Dossier, task: Task, on: date) -> LegalRefusal | None:
    """Why a step is still waited for; None where it may be passed over that day."""
    node = dossier.node(task)
    if node is None or node.is_required:
        message = _("“{step}”是必经环节，不能略过。").format(step=task.wording)
        return LegalRefusal("workflow.required", message)
    if not task.is_open or not task.is_late_on(on):
        message = _("“{step}”尚未超过其时限。").format(step=task.wording)
        return LegalRefusal("workflow.not_late", message)
    return None
