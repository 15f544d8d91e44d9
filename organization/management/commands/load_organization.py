"""Enter or correct districts and units from a data file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.actions import load_delegations, load_organization
from organization.actions.loading import ORGANIZATION_FILE


class Command(BaseCommand):
    help = "Load districts and units (idempotent); delegations too where a file names them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=ORGANIZATION_FILE)
        parser.add_argument("--delegations", type=Path, help="a file of delegations with their notices")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = self._load(options)
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise CommandError(_("数据文件不能读取：{error}").format(error=error)) from error
        words = _("新增 {added}，更正 {changed}，委托 {delegations}").format(**told)
        self.stdout.write(json.dumps(told) if options["json"] else words)

    def _load(self, options: dict[str, Any]) -> dict[str, int]:
        at = timezone.now()
        codes = load_organization(options["file"], by=None, at=at)
        given = options["delegations"]
        entered = load_delegations(given, by=None, at=at) if given else 0
        return {"added": len(codes["added"]), "changed": len(codes["changed"]), "delegations": entered}
