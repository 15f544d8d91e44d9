"""Measures every page of a demo world, and those that must not slow down in a crowd of cases."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from workflow.bench.apart import on_each_database
from zhenjiang_qts.bench.crowd import crowd
from zhenjiang_qts.bench.pages import crowded
from zhenjiang_qts.bench.tour import tour, unreached

PROFILES = {"tiny": ([500], 1, 3), "full": ([10_000, 100_000], 4, 15)}
MOST_ON_SQLITE = 10_000
SLOW = 200
SHOWN = 8
Rows = list[dict[str, Any]]


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Ask for every page of a demo world over HTTP and print statements and milliseconds, slowest first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profile", choices=sorted(PROFILES), default="full")
        parser.add_argument("--json", action="store_true", help="answer in JSON")
        parser.add_argument(
            "--here", action="store_true", help="measure on the (empty) database of the settings"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["here"]:
            self.stdout.write(json.dumps(_measured(*PROFILES[options["profile"]])))
            return
        found = on_each_database("bench_pages", "--profile", options["profile"])
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for one in found:
                self._tell(one)

    def _tell(self, one: dict[str, Any]) -> None:
        pages: Rows = one["pages"]
        slow = [page for page in pages if page["server_ms"] > SLOW]
        self.stdout.write(f"{one['database']}: {len(pages)} pages, {len(slow)} above {SLOW} ms; the slowest:")
        self._list(slow or pages[:SHOWN])
        self.stdout.write(f"  not reached: {', '.join(one['unreached'])}")
        for size, rows in one["crowds"].items():
            self.stdout.write(f"{one['database']}, {size} open cases:")
            self._list(rows)

    def _list(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self.stdout.write(
                f"  {row['page']:20} {row['who'] or 'anybody':12} {row['statements']:3} statements,"
                f" {row['sql_ms']:6} ms SQL, {row['server_ms']:6} ms server (best {row['best_sql_ms']},"
                f" {row['best_server_ms']}; processor {row['database_cpu_ms']}, {row['cpu_ms']})"
            )


def _measured(sizes: list[int], samples: int, repeats: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("demo", "--small", "--json")
    found = tour(samples=samples, repeats=repeats)
    return {
        "database": connection.vendor,
        "pages": [asdict(one) for one in found],
        "unreached": unreached(found),
        "crowds": {str(size): _in_crowd(size, repeats) for size in _fitting(sizes)},
    }


def _fitting(sizes: list[int]) -> list[int]:
    most = MOST_ON_SQLITE if connection.vendor == "sqlite" else max(sizes)
    return [size for size in sizes if size <= most]


def _in_crowd(size: int, repeats: int) -> Rows:
    crowd(size)
    return [asdict(one) for one in crowded(repeats)]
