"""A bench on each database, in a process of its own: settings choose one database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management.base import CommandError

from workflow.bench.scratch import drop_postgresql, make_postgresql, scratch_folder


def on_each_database(*command: str) -> list[dict[str, Any]]:
    """What `manage.py COMMAND --here` answers, as JSON in its last line, on each empty scratch database."""
    found = []
    for url in _urls():
        with _scratch(url):
            found.append(_answer(url, *command))
    return found


def _urls() -> list[str]:
    """A scratch file, and a scratch database beside the one of DATABASE_URL."""
    urls = [f"sqlite:///{scratch_folder() / 'bench.sqlite3'}"]
    given = urlsplit(os.environ.get("DATABASE_URL", ""))
    if given.scheme.startswith("postgres"):
        urls.append(urlunsplit(given._replace(path=f"{given.path}_bench")))
    return urls


@contextmanager
def _scratch(url: str) -> Iterator[None]:
    name = urlsplit(url).path.lstrip("/")
    if not url.startswith("postgres"):
        yield
        return
    make_postgresql(name)
    try:
        yield
    finally:
        drop_postgresql(name)


def _answer(url: str, *command: str) -> dict[str, Any]:
    asked = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *command, "--here"]
    ran = subprocess.run(  # noqa: S603  our own command
        asked, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise CommandError(ran.stderr[-2000:])
    found: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return found
