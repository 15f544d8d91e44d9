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


def test_no_log_keeps_what_people_search_for() -> None:
    image = (settings.BASE_DIR / "Dockerfile").read_text()
    proxy = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()

    assert '\\"%(m)s %(U)s\\"' in image  # method and path; gunicorn's own format has the query as well
    for told in ("combined", "$request ", '$request"', '$request_uri"', "$args", "$http_referer"):
        assert told not in proxy
