"""Every page of a demo world, found by following each person's links from the front door."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from html import unescape

from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse
from django.utils import timezone

from organization.access import standing
from organization.models import Person
from workdays.days import local_day
from workflow.inbox import Tab, places
from workflow.inbox.acts import page_of
from workflow.models import Task
from zhenjiang_qts.bench.asking import Asked, asked, client_of, get

EVERYBODY = ("", "equipment", "newdistrict", "supervisor", "admin", "enterprise", "clerk", "chief")
MOST_TASKS = 200
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
ALIKE, IN_ALL = 2, 6  # addresses of one page followed for a person, and for all of them
HUBS = frozenset(
    {"home", "inbox", "window", "portal", "case", "party"}
)  # followed for everybody: doors hang there
NEVER = frozenset({"account_logout"})
TRIED = 3  # tasks of a kind whose doors are tried, whether or not a link leads there
Stop = tuple[str, str, str]


def tour(*, samples: int, repeats: int) -> list[Asked]:
    """The cost of each page, of the slowest of some persons and addresses, slowest first."""
    clients = {who: client_of(who) for who in dict.fromkeys([*EVERYBODY, *_workers()])}
    stops: dict[str, list[Stop]] = defaultdict(list)
    for who, client in clients.items():
        for stop in _reached(
            who, client, {name for name, found in stops.items() if len(found) >= IN_ALL} - HUBS
        ):
            stops[stop[0]].append(stop)
    worst = [_worst(found[:: -(-len(found) // samples)], clients, repeats) for found in stops.values()]
    return sorted(worst, key=lambda one: -one.server_ms)


def _workers() -> list[str]:
    """Whoever has an open task, and one person for each pool."""
    tasks = Task.objects.open()
    held = Q(posts__unit__in=tasks.values("unit"), posts__role__in=tasks.values("role"))
    busy = Person.objects.filter(Q(pk__in=tasks.values("assignee")) | held, is_active=True)
    return list(busy.distinct().order_by("username").values_list("username", flat=True))


def unreached(found: Iterable[Asked]) -> list[str]:
    """The names of pages that no link led to: acts, and what this world holds no example of."""
    patterns = [pattern for pattern in _patterns() if pattern.name]
    return sorted({str(pattern.name) for pattern in patterns} - {one.page for one in found})


def _worst(stops: list[Stop], clients: dict[str, Client], repeats: int) -> Asked:
    costs = [asked(name, url, who, clients[who], repeats=repeats) for name, who, url in stops]
    return max(costs, key=lambda one: one.server_ms)


def _reached(who: str, client: Client, done: set[str]) -> Iterator[Stop]:
    """The pages this person comes to but those done, each with at most a few of its addresses."""
    waiting, seen, known = deque(["/", *_plain_doors(), *_work_of(who)]), {"/"}, Counter[str]()
    while waiting:
        url = waiting.popleft()
        name = _name_of(url)
        if not name or name in done or known[name] >= ALIKE:
            continue
        answer = get(client, url)
        if answer.status_code == 200:
            known[name] += 1
            yield name, who, url
        new = dict.fromkeys(link for link in _links(answer) if link not in seen)
        seen.update(new)
        waiting += new


def _plain_doors() -> Iterator[str]:
    """Every address that is about no one thing: some have no link, as the health of the house."""
    for pattern in _patterns():
        if pattern.name and pattern.name not in NEVER and not pattern.pattern.converters:
            yield reverse(pattern.name)


def _work_of(who: str) -> Iterator[str]:
    """Where the person's own tasks are done, with those of the pool: a list shows the newest only."""
    stand = standing(Person.objects.get(username=who), local_day(timezone.now())) if who else None
    if stand is None:
        return
    tasks = Task.objects.filter(pk__in=places(stand, (Tab.MINE, Tab.POOL), size=MOST_TASKS))
    kinds = Counter[str]()
    for task in tasks.select_related("case", "step"):
        yield page_of(task) or "/"
        kinds[task.step.kind if task.step else ""] += 1
        if kinds[task.step.kind if task.step else ""] <= TRIED:
            yield from _doors_of(task)


def _doors_of(task: Task) -> Iterator[str]:
    """Every address about a task or its case; what does not open to a GET answers no, which costs little."""
    for pattern in _patterns():
        needed = set(pattern.pattern.converters)
        if pattern.name and needed == {"pk"} and "tasks/" in str(pattern.pattern):
            yield reverse(pattern.name, args=[task.pk])
        if pattern.name and needed == {"number"}:
            yield reverse(pattern.name, args=[task.case.number])


def _links(answer: HttpResponse) -> list[str]:
    if "Location" in answer:
        return [answer["Location"]]
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return [unescape(link) for link in LINK.findall(answer.content.decode())]


def _name_of(url: str) -> str:
    """The name of the page at an address; nothing of files and of the administration, which are not ours."""
    try:
        found = resolve(url.partition("?")[0])
    except Resolver404:
        return ""
    return "" if found.namespaces else found.url_name or ""


def _patterns() -> Iterator[URLPattern]:
    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLPattern):
            yield one
        elif not one.namespace:
            waiting += one.url_patterns
