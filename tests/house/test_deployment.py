"""Secrets that the README has people keep in the checkout stay out of the image and out of the history."""

import subprocess

import pytest
from django.conf import settings

SECRETS = [".env", "signing_key.pem"]


@pytest.mark.parametrize("name", SECRETS)
def test_git_never_takes_a_secret(name: str) -> None:
    command = ["git", "check-ignore", "--quiet", "--no-index", name]

    assert subprocess.run(command, cwd=settings.BASE_DIR, check=False).returncode == 0


def test_the_image_never_takes_a_secret() -> None:
    kept_out = (settings.BASE_DIR / ".dockerignore").read_text().split()

    assert {".env", "*.pem"} <= set(kept_out)
