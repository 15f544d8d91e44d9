"""`manage.py fresh`: empty a demo database and its files, so that the demo can be built anew."""

import shutil
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from zhenjiang_qts.world import check_world

KEPT = {"keys"}


class Command(BaseCommand):
    help = "Drop every table of the demo database and every file under VAR_DIR but its keys."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demo (DEMO=1) can be emptied.")
        check_world()
        name = str(connection.settings_dict["NAME"])
        if not yes and sys.stdin.isatty():
            _ask(f"Drop all data of {name} and of {settings.VAR_DIR}? Type yes: ")
        _drop_tables(name)
        _drop_files(settings.VAR_DIR)


def _ask(question: str) -> None:
    if input(question) != "yes":
        raise CommandError("Nothing was dropped.")


def _drop_tables(name: str) -> None:
    """SQLite: the files of the database. PostgreSQL: its public schema, extensions included."""
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _drop_files(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name in KEPT or path.suffix.startswith(".sqlite3"):
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()
