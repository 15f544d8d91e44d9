"""`manage.py prepare`: what a first run needs before serving: tables, and a demo world if empty."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhenjiang_qts.world import check_built, check_world


class Command(BaseCommand):
    help = "Migrate, and build the demo world if the database is empty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--full", action="store_true", help="a whole year instead of the small world")

    def handle(self, *args: Any, full: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("prepare builds a demo; in production use `manage.py migrate`.")
        call_command("migrate", interactive=False, verbosity=0)
        check_world()
        check_built()
        if not get_user_model()._default_manager.exists():
            call_command("demo", small=not full)
