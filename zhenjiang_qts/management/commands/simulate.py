"""`manage.py simulate --cases N [--months M]`: more cases for the demo's firms, through the real acts."""

import json
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from parties.models import Party
from workflow.models import Case
from zhenjiang_qts.demo.cast import known_firms
from zhenjiang_qts.demo.world import Size, live


class Command(BaseCommand):
    help = "Adds cases to the demo world, with a moving clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, required=True)
        parser.add_argument("--months", type=int, default=12)
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO or not Party.objects.filter(is_demo=True).exists():
            raise CommandError("There is no demo world here; `manage.py demo --small` builds one.")
        if options["cases"] < 1 or options["months"] < 1:
            raise CommandError("--cases and --months are whole numbers from 1.")
        started, quiet = monotonic(), options["json"]
        made = live(
            known_firms(),
            Size(cases=options["cases"], months=options["months"], firms=0, citizens=0),
            now=timezone.now(),
            progress=lambda line: quiet or self.stdout.write(f"  {line}"),
            seed=Case.objects.count(),
        )
        result = {"cases": made, "seconds": round(monotonic() - started, 1)}
        self.stdout.write(json.dumps(result) if quiet else self.style.SUCCESS(str(result)))
