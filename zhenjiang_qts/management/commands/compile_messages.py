"""`manage.py compile_messages`: .po to .mo with polib, since gettext's own programs may be absent."""

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every catalogue under locale/."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/*.po")):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
