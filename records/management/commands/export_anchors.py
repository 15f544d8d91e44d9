"""Writes the anchor of the day: the ends of all chains, under VAR_DIR/anchors/."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from records import anchors


class Command(BaseCommand):
    help = "Write the ends of all ledger chains to VAR_DIR/anchors/, once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = anchors.export(at=timezone.now())
            chains = anchors.check(path)
        except anchors.AnchorFileError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(path), "chains": chains}, ensure_ascii=False))
        else:
            self.stdout.write(_("锚点 %(path)s：%(chains)d 条链。") % {"path": path, "chains": chains})
