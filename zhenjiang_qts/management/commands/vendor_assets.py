"""`manage.py vendor_assets`: copy the few named front-end files out of node_modules into static/vendor/."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# Whole distributions hold files that refer to missing ones, which the manifest storage refuses.
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/css/tabler.min.css.map": "tabler.min.css.map",
    "bootstrap-icons/font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff": "fonts/bootstrap-icons.woff",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
    "echarts/dist/echarts.min.js": "echarts.min.js",
}


class Command(BaseCommand):
    help = "Copy the named files of the npm packages into static/vendor/."

    def handle(self, *args: Any, **options: Any) -> None:
        source, target = settings.BASE_DIR / "node_modules", settings.BASE_DIR / "static" / "vendor"
        for origin, name in FILES.items():
            _copy(source / origin, target / name)


def _copy(origin: Path, target: Path) -> None:
    if not origin.exists():
        raise CommandError(f"{origin} is missing; run `npm ci` first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(origin, target)
