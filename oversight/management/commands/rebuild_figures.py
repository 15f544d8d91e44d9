"""Makes the summaries of history anew, or says where they differ from their rows."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.actions.summarising import drift, rebuild_figures


class Command(BaseCommand):
    help = (
        "Rebuild the summaries of the dashboard from the rows; with --check change nothing, exit 1 on drift."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, exit 1 on any difference")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {"different": drift(at=timezone.now())} if options["check"] else asdict(_rebuilt())
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            self.stdout.write(", ".join(f"{name}: {number}" for name, number in found.items()))
        if options["check"] and found["different"]:
            raise CommandError(_("统计与明细不符：%(n)d 行。") % {"n": found["different"]})


def _rebuilt() -> Any:
    return rebuild_figures(at=timezone.now())
