"""Write the catalogue in force as its file."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from licensing.catalogue_files import content, written
from licensing.exporting import export_catalogue
from workdays.days import local_day


class Command(BaseCommand):
    help = "Print the catalogue of items in force, in the form load_catalogue reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day (default: today)")
        parser.add_argument("--json", action="store_true", help="the same file on one line")

    def handle(self, *args: Any, **options: Any) -> None:
        items = export_catalogue(options["on"] or local_day(timezone.now()))
        whole = json.dumps(content(items), ensure_ascii=False)
        self.stdout.write(whole if options["json"] else written(items))
