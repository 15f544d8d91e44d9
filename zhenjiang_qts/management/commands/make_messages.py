"""`manage.py make_messages [--check]`: bring locale/en in line with what the sources say."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from zhenjiang_qts.catalogues import Message, messages_of, translated, write


class Command(BaseCommand):
    help = "Update locale/en from the sources, or only say what is missing, stale or unsure."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 on any fault")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
        found = messages_of(settings.BASE_DIR)
        if not check:
            self.stdout.write(f"{len(found)} messages, {write(path, found)} without English")
            return
        faults = catalogue_faults(path, found)
        self.stdout.write("\n".join([*faults, f"{len(found)} messages, {len(faults)} faults"]))
        if faults:
            sys.exit(1)


def catalogue_faults(path: Path, found: dict[Message, set[str]]) -> list[str]:
    """One line for each message missing, stale, fuzzy or empty in the catalogue."""
    entries = translated(path)
    faults = [
        f"missing: {message.text!r} ({min(found[message])})" for message in found.keys() - entries.keys()
    ]
    faults += [f"stale: {message.text!r}" for message in entries.keys() - found.keys()]
    faults += [f"fuzzy: {message.text!r}" for message, entry in entries.items() if entry.fuzzy]
    faults += [
        f"empty: {message.text!r}"
        for message, entry in entries.items()
        if not entry.fuzzy and not entry.translated()
    ]
    return sorted(faults)
