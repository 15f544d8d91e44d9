"""The pages whose cost must not grow with the number of cases."""

import re
from collections.abc import Iterator
from html import unescape

from workflow.models import Case, Task
from zhenjiang_qts.bench.asking import Asked, asked, client_of, get
from zhenjiang_qts.bench.crowd import MARK

NEXT = re.compile(r'href="(/inbox/\?[^"]*after=[^"]*)"')
PAGES = (
    ("inbox", "institute", "/inbox/?tab=pool"),
    ("inbox, green only", "institute", "/inbox/?tab=pool&green=1"),
    ("inbox of the unit", "institute", "/inbox/?tab=unit"),
    ("cases", "equipment", "/cases/"),
    ("cases, closed", "equipment", "/cases/?state=closed"),
    ("parties", "equipment", "/parties/"),
    ("window", "clerk", "/window/"),
    ("deliveries", "clerk", "/window/deliveries/"),
    ("desk", "chief", "/decisions/desk/"),
    ("supervise", "supervisor", "/supervise/"),
    ("decisions", "", "/decisions/"),
    ("home", "", "/"),
    ("portal", "enterprise", "/portal/"),
)
TWENTIETH = 19


def crowded(repeats: int) -> list[Asked]:
    """What the pages cost with as many cases as there are."""
    return [asked(name, url, who, client_of(who), repeats=repeats) for name, who, url in _all()]


def _all() -> Iterator[tuple[str, str, str]]:
    yield "case", "equipment", f"/cases/{_longest()}/"
    yield "inbox, page 20", "institute", _twentieth()
    yield from PAGES


def _longest() -> str:
    """The case with the most tasks of those with a ledger of their own that the department works on."""
    mine = Task.objects.filter(unit__code="equipment", case__in=Case.objects.open())
    own = mine.exclude(case__number__startswith=MARK).select_related("case")
    return max((task.case for task in own), key=lambda case: case.tasks.count()).number


def _twentieth() -> str:
    """The address of the twentieth page of the pool, or of the last."""
    client, url = client_of("institute"), "/inbox/?tab=pool"
    for _page in range(TWENTIETH):
        link = NEXT.search(get(client, url).content.decode())
        url = unescape(link[1]) if link else url
    return url
