"""Measures the supervisor's screen: its cost must hang on what is open, not on the archive."""

import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from oversight.actions.foreseeing import sweep_outlooks
from oversight.actions.summarising import rebuild_figures
from workflow.bench.apart import on_each_database
from zhenjiang_qts.bench.archive import archive, press
from zhenjiang_qts.bench.asking import asked, client_of
from zhenjiang_qts.bench.crowd import crowd

PROFILES = {"tiny": (300, [300, 1500], 3), "full": (20_000, [10_000, 1_000_000], 15)}
MOST_ON_SQLITE = 100_000


class Command(BaseCommand):
    requires_system_checks = []
    help = "Ask for /supervise/ with few and with many closed cases and print statements and milliseconds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profile", choices=sorted(PROFILES), default="full")
        parser.add_argument("--json", action="store_true", help="answer in JSON")
        parser.add_argument(
            "--here", action="store_true", help="measure on the (empty) database of the settings"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        profile: str = options["profile"]
        if options["here"]:
            self.stdout.write(json.dumps(_measured(*PROFILES[profile])))
            return
        found = on_each_database("bench_supervise", "--profile", profile)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for one in found:
                self._tell(one)

    def _tell(self, one: dict[str, Any]) -> None:
        for row in one["rows"]:
            self.stdout.write(
                f"{one['database']}, {one['open']} open, {row['closed']} closed:"
                f" {row['statements']} statements,"
                f" {row['sql_ms']} ms SQL, {row['server_ms']} ms server (best {row['best_server_ms']});"
                f" night's work {row['night_s']} s, forecasts {row['forecast_s']} s"
            )
        self.stdout.write(f"  ratio {one['ratio']}")


def _measured(is_open: int, closed: list[int], repeats: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("demo", "--small", "--json")
    crowd(is_open)
    press()
    most = MOST_ON_SQLITE if connection.vendor == "sqlite" else max(closed)
    rows = [_with(min(number, most), repeats) for number in closed]
    ratio = round(rows[-1]["server_ms"] / rows[0]["server_ms"], 2)
    return {"database": connection.vendor, "open": is_open, "rows": rows, "ratio": ratio}


def _with(closed: int, repeats: int) -> dict[str, Any]:
    archive(closed)
    forecast_s = _seconds(sweep_outlooks)
    night_s = _seconds(lambda at: rebuild_figures(at=at))
    cost = asked("supervise", "/supervise/", "supervisor", client_of("supervisor"), repeats=repeats)
    return {"closed": closed, "forecast_s": forecast_s, "night_s": night_s, **asdict(cost)}


def _seconds(act: Any) -> float:
    before = time.perf_counter()
    act(timezone.now())
    return round(time.perf_counter() - before, 1)
