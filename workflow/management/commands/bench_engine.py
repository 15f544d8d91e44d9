"""Measures the engine on SQLite and, where DATABASE_URL names it, on PostgreSQL, beside a floor."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from workflow.bench.running import run_all
from workflow.bench.scratch import drop_postgresql, make_postgresql, scratch_folder

PROFILES = {"tiny": (20, [1000]), "full": (300, [10_000, 100_000])}


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
        cases, crowds = PROFILES[options["profile"]]
        cases = options["cases"] or cases
        if options["here"]:
            call_command("migrate", verbosity=0)
            self.stdout.write(json.dumps(run_all(cases, crowds)))
            return
        found = [self._of(url, options["profile"], cases) for url in self._urls()]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for one in found:
                self._tell(one)

    def _urls(self) -> list[str]:
        """A scratch file, and a scratch database beside the one of DATABASE_URL."""
        urls = [f"sqlite:///{scratch_folder() / 'bench.sqlite3'}"]
        given = urlsplit(os.environ.get("DATABASE_URL", ""))
        if given.scheme.startswith("postgres"):
            urls.append(urlunsplit(given._replace(path=f"{given.path}_bench")))
        return urls

    def _of(self, url: str, profile: str, cases: int) -> dict[str, Any]:
        name = urlsplit(url).path.lstrip("/")
        is_postgresql = url.startswith("postgres")
        if is_postgresql:
            make_postgresql(name)
        try:
            return self._measured(url, profile, cases)
        finally:
            if is_postgresql:
                drop_postgresql(name)

    def _measured(self, url: str, profile: str, cases: int) -> dict[str, Any]:
        """In a process of its own: settings choose one database."""
        command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "bench_engine", "--here"]
        command += ["--profile", profile, "--cases", str(cases)]
        ran = subprocess.run(  # noqa: S603  our own command
            command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise CommandError(ran.stderr[-2000:])
        found: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
        return found

    def _tell(self, one: dict[str, Any]) -> None:
        self.stdout.write(
            f"{one['database']}: {one['cases_per_second']} cases/s, floor {one['floor_cases_per_second']},"
            f" ratio 1/{one['floor_ratio']} (aim 1/{one['aim']}); step p50 {one['step_ms_p50']} ms,"
            f" p95 {one['step_ms_p95']} ms; {one['bytes_per_case']} bytes/case;"
            f" {one['statements']['total']} statements/case, engine {one['statements']['workflow']}"
        )
        for size, asked in one["pages"].items():
            for page in asked:
                self.stdout.write(
                    f"  {size} open cases, {page['page']}: {page['statements']} statements,"
                    f" {page['sql_ms']} ms SQL, {page['total_ms']} ms in all"
                )
