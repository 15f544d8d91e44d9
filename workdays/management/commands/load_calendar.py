"""load_calendar FILE: enter the notice of a year (or of several, all or none) from a JSON file."""

import json
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workdays.actions import enter_year
from workdays.models import CalendarYear
from workdays.store import NoCalendarError
from workdays.yearfile import read_notices
from workdays.yearnotice import NoticeRefusedError


class Command(BaseCommand):
    help = "录入一年的放假通知（JSON 文件，格式见 docs/counting-days.md）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="JSON 文件")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter every year of the file in one transaction; refused: the reasons line by line and status 1."""
        try:
            years = _enter_all(_read(options["file"]), at=timezone.now())
        except (NoticeRefusedError, NoCalendarError) as refusal:
            raise CommandError(str(refusal)) from refusal
        facts = [_facts(year) for year in years]
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if options["json"] else _words(facts))


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_("读不了文件 {path}：{error}").format(path=path, error=error)) from error


@transaction.atomic
def _enter_all(text: str, *, at: datetime) -> list[CalendarYear]:
    return [enter_year(notice, by=None, at=at) for notice in read_notices(text)]


def _facts(year: CalendarYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "document_no": year.document_no,
        "issued_on": str(year.issued_on),
        "days_off": year.days.filter(is_working=False).count(),
        "makeup_days": year.days.filter(is_working=True).count(),
    }


def _words(facts: list[dict[str, Any]]) -> str:
    sentence = _("{year} 年放假通知 {document_no} 已录入：放假 {days_off} 天，调休上班 {makeup_days} 天。")
    return "\n".join(sentence.format(**fact) for fact in facts)
