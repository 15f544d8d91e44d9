"""What waits for the head's word beside the tasks: requests for an extension (Art. 42)."""

from dataclasses import dataclass

from django.urls import reverse

from organization.standing import Standing
from workflow.models import Case, ExtensionRequest
from workflow.registry import kind_of

MOST = 50
ACT = "case.extend"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request, and the page on which it is answered."""

    asked: ExtensionRequest
    url: str


def waiting_extensions(stand: Standing) -> list[Waiting]:
    """Those this person answers, the soonest to expire first; no statement for who answers none."""
    found = ExtensionRequest.objects.before(stand).select_related("case__party", "asked_by")
    return [Waiting(asked, _page_of(asked.case)) for asked in found[:MOST]]


def _page_of(case: Case) -> str:
    pages = [page.url_name for page in kind_of(case.kind).case_pages if page.act == ACT]
    return reverse(pages[0], args=[case.number]) if pages else ""
