"""Projects the due dates of open cases anew; with --check only says what would move."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from workdays.store import current_calendar
from workflow.actions.recomputing import recompute_all
from workflow.deadlines import drifts


class Command(BaseCommand):
    help = "Recompute due dates from dated facts; --check exits 1 if any differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, exit 1 on any difference")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(drifts(current_calendar()))
        rows = [
            {"case": one.number, "what": one.what, "stored": _day(one.stored), "expected": _day(one.expected)}
            for one in found
        ]
        if not options["check"]:
            recompute_all(by=None, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps({"drifts": rows, "count": len(rows)}, ensure_ascii=False))
        else:
            self._tell(rows, options["check"])
        if options["check"] and rows:
            raise CommandError(_("{count} 个到期日与依据不符。").format(count=len(rows)))

    def _tell(self, rows: list[dict[str, Any]], only_checked: bool) -> None:
        for row in rows:
            self.stdout.write("{case} {what}: {stored} → {expected}".format(**row))
        if not rows:
            self.stdout.write(_("所有到期日与依据一致。"))
        elif not only_checked:
            self.stdout.write(_("已重新推算 {count} 个到期日。").format(count=len(rows)))


def _day(value: date | bool | None) -> str | bool | None:
    return value.isoformat() if isinstance(value, date) else value
