"""Load the catalogue of items with its processes and forms; a second load changes nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.actions import load_catalogue
from licensing.catalogue_files import OURS, CatalogueFileError, read_catalogue
from records.refusals import LegalRefusal


class Command(BaseCommand):
    help = "Load the catalogue of items (whole or not at all)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=OURS)
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_catalogue(read_catalogue(options["file"]), by=None, at=timezone.now())
        except (CatalogueFileError, LegalRefusal) as error:
            raise CommandError(str(error)) from error
        told = {"published": report.published, "unchanged": report.unchanged}
        words = _("发布 {published} 项，未变 {unchanged} 项").format(
            published=len(report.published), unchanged=len(report.unchanged)
        )
        self.stdout.write(json.dumps(told) if options["json"] else words)
