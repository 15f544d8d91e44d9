"""Finds cases nobody works on, tasks nobody can take, unsent notices and counters that lie."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow.checks import Finding, findings
from workflow.models import Case
from workflow.retelling import untold


class Command(BaseCommand):
    help = "Check open cases; exits 1 if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--replay", action="store_true", help="also compare stored cases with the ledger")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [*findings(timezone.now()), *(_untold() if options["replay"] else [])]
        if options["json"]:
            plain = {"findings": [one.plain() for one in found], "count": len(found)}
            self.stdout.write(json.dumps(plain, ensure_ascii=False))
        else:
            for one in found:
                self.stdout.write(f"{one.case} {one.kind}: {one.message}")
        if found:
            raise CommandError(_("案件检查发现 {count} 处问题。").format(count=len(found)))
        if not options["json"]:
            self.stdout.write(_("案件检查没有发现问题。"))


def _untold() -> Iterator[Finding]:
    for case, difference in untold(Case.objects.order_by("pk").iterator()):
        yield Finding("replay_drift", case.number, None, difference)
