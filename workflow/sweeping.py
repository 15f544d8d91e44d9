"""Sweeps (到期扫描): scans that give silence its consequences; filled in every app's AppConfig.ready."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

log = logging.getLogger("workflow")


@dataclass(frozen=True, slots=True)
class Swept:
    """What one run did: consequences drawn, those waiting for a year's notice, and what failed, in words."""

    done: int = 0
    held: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(self.done + other.done, self.held + other.held, self.faults + other.faults)


def alone(consequence: Callable[[], Swept], subject: str) -> Swept:
    """What one consequence came to; whatever it meets is told with its subject and stops none behind it."""
    try:
        return consequence()
    except Exception as fault:  # the next one has its own right to be drawn
        log.exception("A consequence for %s failed.", subject)
        return Swept(faults=(f"{subject}: {type(fault).__name__}: {fault}",))


@dataclass(frozen=True)
class Sweep:
    """An idempotent scan: `run` draws whatever is due at a moment, each consequence in its own transaction.

    It looks at the stored facts alone, so it catches up after any outage, and running it twice does no harm.
    """

    code: str
    title: str | Promise
    run: Callable[[datetime], Swept]


_sweeps: dict[str, Sweep] = {}


def register_sweep(sweep: Sweep) -> None:
    """Add a sweep; they run in the order they were registered. The last word counts."""
    _sweeps[sweep.code] = sweep


def sweeps() -> tuple[Sweep, ...]:
    """All that are registered."""
    return tuple(_sweeps.values())
