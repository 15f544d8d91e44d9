"""`manage.py first_administrator USERNAME NAME`: the first account of a new installation."""

import json
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.actions import first_administrator
from organization.models import Unit


class Command(BaseCommand):
    help = "Add the first administrator, who makes all other accounts; refused where somebody is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name")
        parser.add_argument("--unit", default="office", help="the code of the unit (office)")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(
                _("没有这个单位：{code}。请先运行 load_organization。").format(code=options["unit"])
            )
        try:
            person = first_administrator(
                options["username"],
                name=options["name"],
                password=_asked(),
                unit=unit,
                at=timezone.now(),
            )
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        words = _("{name} 是系统管理员，首次登录时须启用两步验证。").format(name=person.name)
        told = {"username": person.username, "unit": unit.code}
        self.stdout.write(json.dumps(told) if options["json"] else words)


def _asked() -> str:
    """The password: typed unseen, or the first line of what is piped in."""
    return getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
