"""`manage.py demo [--small]`: the demo world on an empty database, the same for the same day and seed."""

import json
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organization.models import Person
from zhenjiang_qts.demo.world import FULL, SMALL, build


class Command(BaseCommand):
    help = "Builds the demo world on an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--small", action="store_true", help="a few dozen cases, under half a minute")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo world has published passwords; it is built under DEMO=1 only.")
        if Person.objects.exists():
            raise CommandError("This database is not empty. `make fresh` starts the demo anew.")
        started = monotonic()
        quiet = options["json"]
        size = SMALL if options["small"] else FULL
        made = build(size, now=timezone.now(), progress=lambda line: quiet or self.stdout.write(f"  {line}"))
        made["seconds"] = round(monotonic() - started, 1)
        self.stdout.write(json.dumps(made, ensure_ascii=False) if quiet else self.style.SUCCESS(str(made)))
