"""Deliver every notice that is due, once."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import drain


class Command(BaseCommand):
    help = "Deliver every notice that is due: in-app at once, e-mail and SMS in working hours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        told = asdict(drain(timezone.now()))
        words = _("已发 {sent}，推迟 {failed}，隔离 {quarantined}").format(**told)
        self.stdout.write(json.dumps(told) if options["json"] else words)
