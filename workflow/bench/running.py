"""One bench on one database: the engine, and its floor on a copy."""

from typing import Any

from django.db import connection

from workflow.bench import floor
from workflow.bench.driving import Driven, counted, drive
from workflow.bench.scratch import copy_for_floor, is_postgresql, make_durable, size_in_bytes
from workflow.bench.world import World, make_world

AIM = {"postgresql": 8, "sqlite": 25}
WARM_UP = 3


def run_all(cases: int) -> dict[str, Any]:
    """All figures of the database in the settings, which must be empty and migrated."""
    world = make_world()
    raw = copy_for_floor()
    make_durable()
    drive(world, WARM_UP)
    before = size_in_bytes()
    make_durable()
    driven = drive(world, cases)
    figures = _engine(driven, (size_in_bytes() - before) / cases)
    figures |= _floor(raw, driven)
    figures["statements"] = _statements(world)
    return figures


def _engine(driven: Driven, bytes_per_case: float) -> dict[str, Any]:
    acts = {
        name: {"p50": round(driven.p50(name), 2), "p95": round(driven.p95(name), 2)} for name in driven.acts
    }
    return {
        "database": connection.vendor,
        "cases": driven.cases,
        "cases_per_second": round(driven.per_second, 1),
        "step_ms_p50": round(driven.p50(), 2),
        "step_ms_p95": round(driven.p95(), 2),
        "acts_ms": acts,
        "bytes_per_case": round(bytes_per_case),
    }


def _floor(raw: Any, driven: Driven) -> dict[str, Any]:
    mark, begin = ("%s", "") if is_postgresql() else ("?", "BEGIN IMMEDIATE")
    everything = floor.written()
    acts = floor.acts_of(everything, mark)
    seconds = floor.run(acts, raw, begin)
    raw.close()
    per_second = len(everything.cases.rows) / seconds
    ratio = per_second / driven.per_second
    return {
        "floor_cases_per_second": round(per_second, 1),
        "floor_ratio": round(ratio, 1),
        "aim": AIM[connection.vendor],
    }


def _statements(world: World) -> dict[str, int]:
    with counted() as found:
        drive(world, 1)
    return {"total": sum(found.values()), **dict(sorted(found.items()))}
