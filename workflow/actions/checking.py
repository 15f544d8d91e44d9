"""The periodic check of open cases: its findings are kept for the supervisors, the older ones forgotten."""

from datetime import datetime, timedelta

from django.db import transaction

from workflow.checks import findings
from workflow.models import CaseCheck

KEPT = timedelta(days=30)
MOST_KEPT = 5000


def check_all(*, at: datetime) -> CaseCheck:
    """Check every open case and keep what was found; twice in an hour does no harm."""
    found = findings(at)
    with transaction.atomic():
        CaseCheck.objects.filter(at__lt=at - KEPT).delete()
        return CaseCheck.objects.create(
            at=at, count=len(found), findings=[one.plain() for one in found[:MOST_KEPT]]
        )
