"""`manage.py runserver`: Django's own, which a demo keeps on this machine and off real data."""

from typing import Any

from django.core.management.commands.runserver import Command as DjangoRunserver

from zhenjiang_qts.management.commands.up import check_address
from zhenjiang_qts.world import check_world


class Command(DjangoRunserver):
    addr: str

    def inner_run(self, *args: Any, **options: Any) -> None:
        check_address(self.addr)
        check_world()
        super().inner_run(*args, **options)
