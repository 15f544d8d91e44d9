"""Runs manage.py as an installation of its own: another environment, another folder."""

import base64
import os
import subprocess
import sys
from pathlib import Path

from zhenjiang_qts.conf import keys

ROOT = Path(__file__).resolve().parents[2]
PLAIN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def production_environment(folder: Path) -> dict[str, str]:
    """A complete production environment, pointing at servers that need not answer."""
    signing = keys.first_run_keys(folder / "keys").signing
    key = base64.urlsafe_b64encode(bytes(range(32))).decode()
    return {
        "SECRET_KEY": "kR9x2Vb7QpLw4TzYc8HnJd3MfGs6A1eUoNi5XqWv0BtZ7rCyKdFh",
        "FIELD_ENCRYPTION_KEY": key,
        "QUERY_CODE_KEY": key,
        "SIGNING_KEY": str(signing),
        "ALLOWED_HOSTS": "qts.example.org",
        "DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/nothing",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "VAR_DIR": str(folder / "var"),
    }


def first_run_environment(folder: Path, **more: str) -> dict[str, str]:
    return {"DEMO": "1", "VAR_DIR": str(folder / "var"), **more}


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` with nothing else in its environment."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(
        command, env=PLAIN | environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def ask(environment: dict[str, str], expression: str) -> str:
    """The value of an expression on the settings, printed."""
    code = f"from django.conf import settings as s; print({expression})"
    done = manage(environment, "shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
