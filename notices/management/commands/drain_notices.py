"""Deliver every notice that is due, once."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import drain


class Command(BaseCommand):
    help = "Deliver what is due: in-app at once, e-mail and SMS in working hours; 1 if any was quarantined."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        told = asdict(drain(timezone.now()))
        words = _("已发 {sent}，推迟 {failed}，隔离 {quarantined}").format(**told)
        self.stdout.write(json.dumps(told) if options["json"] else words)
        if told["quarantined"]:
            raise CommandError(
                _("有消息多次发送未成，已隔离：{quarantined}。请在管理后台重新发送。").format(**told)
            )
