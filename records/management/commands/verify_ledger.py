"""Verifies the ledger: numbers, hashes, heads, personal values, triggers, and anchors if given."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from records.verification import Report, verify


class Command(BaseCommand):
    help = "Verify every chain of the ledger; exits 1 if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor", action="append", default=[], type=Path, metavar="FILE", help="may be repeated"
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        report = verify(options["anchor"])
        seconds = time.monotonic() - started
        if options["json"]:
            self.stdout.write(json.dumps(_plain(report, seconds), ensure_ascii=False))
        else:
            self._tell(report, seconds)
        if not report.is_sound:
            raise CommandError(_("台账校验发现 %(count)d 处问题。") % {"count": report.fault_count})

    def _tell(self, report: Report, seconds: float) -> None:
        for fault in report.faults:
            self.stdout.write(str(fault))
        self.stdout.write(
            _("%(chains)d 条链，%(events)d 行，锚点 %(anchored)d 处，用时 %(seconds).1f 秒。")
            % {
                "chains": report.chains,
                "events": report.events,
                "anchored": report.anchored,
                "seconds": seconds,
            }
        )


def _plain(report: Report, seconds: float) -> dict[str, Any]:
    return {
        "ok": report.is_sound,
        "events": report.events,
        "chains": report.chains,
        "anchored": report.anchored,
        "seconds": round(seconds, 3),
        "fault_count": report.fault_count,
        "faults": [
            {"kind": fault.kind, "where": fault.where, "seq": fault.seq, "message": str(fault.kind.label)}
            for fault in report.faults
        ],
    }
