"""Gives silence its consequences: what the law or a promise makes of days that passed."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from workdays.days import SHANGHAI
from workflow.actions.sweeping import sweep_all


class Command(BaseCommand):
    help = "Run every deadline sweep once; exits 1 if one failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", metavar="MOMENT", help="as of this moment (ISO 8601), not now")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep_all(at=_moment(options["at"]))
        told = {
            code: {"done": one.done, "held": one.held, "error": "；".join(one.faults)}
            for code, one in swept.items()
        }
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for code, one in told.items():
                self.stdout.write(f"{code}: {one['done']} / {one['held']} {one['error']}".rstrip())
        failed = [code for code, one in told.items() if one["error"]]
        if failed:
            raise CommandError(_("到期扫描失败：{codes}").format(codes=", ".join(failed)))


def _moment(text: str | None) -> datetime:
    if text is None:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise CommandError(_("“{text}”不是时间（例：2026-11-24T09:00）。").format(text=text)) from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
