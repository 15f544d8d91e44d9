"""Measures the engine on SQLite and, where DATABASE_URL names it, on PostgreSQL, beside a floor."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from workflow.bench.apart import on_each_database
from workflow.bench.running import run_all

PROFILES = {"tiny": 20, "full": 300}


class Command(BaseCommand):
    requires_system_checks = []  # a child process a database must not wait for every page to be checked
    help = "Drive whole cases through the engine and print cases per second beside a floor of bare SQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profile", choices=sorted(PROFILES), default="full")
        parser.add_argument("--cases", type=int, help="whole cases to drive (by default the profile's)")
        parser.add_argument("--json", action="store_true", help="answer in JSON")
        parser.add_argument(
            "--here", action="store_true", help="measure on the database of the settings itself"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        cases = options["cases"] or PROFILES[options["profile"]]
        if options["here"]:
            call_command("migrate", verbosity=0)
            self.stdout.write(json.dumps(run_all(cases)))
            return
        found = on_each_database("bench_engine", "--cases", str(cases))
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for one in found:
                self._tell(one)

    def _tell(self, one: dict[str, Any]) -> None:
        self.stdout.write(
            f"{one['database']}: {one['cases_per_second']} cases/s, floor {one['floor_cases_per_second']},"
            f" ratio 1/{one['floor_ratio']} (aim 1/{one['aim']}); step p50 {one['step_ms_p50']} ms,"
            f" p95 {one['step_ms_p95']} ms; {one['bytes_per_case']} bytes/case;"
            f" {one['statements']['total']} statements/case, engine {one['statements']['workflow']}"
        )
