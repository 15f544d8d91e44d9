"""Times the sweeps among many open steps, on SQLite and on the database of DATABASE_URL."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from workflow.bench.apart import on_each_database
from zhenjiang_qts.bench.crowd import crowd
from zhenjiang_qts.bench.sweeps import sweep_times

PROFILES = {"tiny": (300, 50), "full": (40_000, 5_000)}
"""Open cases (each with two to three open steps), and steps that fall due at once."""


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Let many open steps fall due at once and print how long the sweep takes, and one with nothing due."
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
        found = on_each_database("bench_sweeps", "--profile", options["profile"])
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        for one in [] if options["json"] else found:
            self.stdout.write(
                f"{one['database']}, {one['open_tasks']} open steps: {one['due']} due at once,"
                f" {one['notices']} notices in {one['seconds']} s; with nothing due {one['idle_ms']} ms"
            )


def _measured(cases: int, due: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("demo", "--small", "--json")
    crowd(cases)
    return {"database": connection.vendor, **asdict(sweep_times(due, at=timezone.now()))}
