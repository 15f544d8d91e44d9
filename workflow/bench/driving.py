"""Driving whole cases through the acts: open, accept, five reviews side by side, decide, issue."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median, quantiles
from typing import Any

from django.db import connection

from workdays.days import local_day
from workflow.actions import Clocks, complete, open_case
from workflow.bench.world import AT, REVIEWS, World
from workflow.models import Case
from workflow.outcomes import Outcome

OPINION = "经审查，申请材料与现场情况一致，符合《特种设备安全法》及相关安全技术规范的要求，同意。"


@dataclass
class Driven:
    """What driving cost: seconds in all, milliseconds of each act by its name."""

    cases: int
    seconds: float = 0.0
    acts: dict[str, list[float]] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return self.cases / self.seconds

    def p50(self, act: str = "") -> float:
        return median(self._times(act))

    def p95(self, act: str = "") -> float:
        times = self._times(act)
        return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]

    def _times(self, act: str) -> list[float]:
        return (
            self.acts[act]
            if act
            else [one for name, times in self.acts.items() for one in times if name != "open"]
        )


def drive(world: World, cases: int) -> Driven:
    """Take this many cases from receipt to certificate, one after another; every act commits."""
    driven = Driven(cases)
    started = time.perf_counter()
    for _case in range(cases):
        for act, do in _life(world):
            before = time.perf_counter()
            do()
            driven.acts.setdefault(act, []).append((time.perf_counter() - before) * 1000)
    driven.seconds = time.perf_counter() - started
    return driven


def _life(world: World) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The acts of one case; the tasks of a case are looked up once, as a page has them before it acts."""
    opened: list[Case] = []
    yield "open", lambda: opened.append(_open(world))
    case = opened[0]
    tasks = dict(case.tasks.values_list("step__code", "pk"))
    clocks = Clocks(local_day(AT), 15, 20)

    def act(step: str, outcome: Outcome, **facts: Any) -> Callable[[], Any]:
        return lambda: complete(tasks[step], outcome, by=world.hands[step], at=AT, **facts)

    yield "accept", act("intake", Outcome.ACCEPTED, clocks=clocks)
    for step in REVIEWS:
        yield "review", act(step, Outcome.AGREE, opinion=OPINION)
    yield "decide", act("decision", Outcome.GRANTED, opinion=OPINION)
    yield "issue", act("certificate", Outcome.ISSUED)


def _open(world: World) -> Case:
    return open_case(
        world.process,
        title="气瓶充装单位许可（新办）",
        party=world.party,
        district=world.district,
        by=world.hands["intake"],
        at=AT,
    )


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the statements of a block by the app whose table they are about; transaction frames apart."""
    found: Counter[str] = Counter()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found[_about(sql)] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def _about(sql: str) -> str:
    words = sql.replace('"', " ").split()
    if words[0] in ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"):
        return "frames"
    for word, following in pairwise(words):
        if word in ("FROM", "INTO", "UPDATE"):
            return following.partition("_")[0].strip("(")
    return "other"
