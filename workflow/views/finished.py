"""What stands in the place of a task's form once the task is no longer open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workflow.models import Task
from workflow.states import TaskState


def passed_by(request: HttpRequest, task: Task) -> HttpResponse | None:
    """What was done with the task, by whom and when; None while it is open.

    A sent form is the act's to answer. A task not yet begun, or no longer needed, leads to its case.
    """
    if request.method == "POST" or task.is_open:
        return None
    if task.state == TaskState.DONE:
        return render(request, "workflow/finished.html", {"task": task, "case": task.case})
    messages.info(request, _("这个环节现在不由您办理。"))
    return redirect("case", task.case.number)
