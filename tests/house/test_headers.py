"""What every page tells the browser."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_scripts_and_styles_come_from_this_house_only(client: Client) -> None:
    policy = client.get("/accounts/login/")["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["style-src-attr"] == "'unsafe-inline'"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"


@pytest.mark.parametrize(
    ("header", "value"),
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY")],
)
def test_a_page_keeps_itself_to_itself(client: Client, header: str, value: str) -> None:
    assert client.get("/accounts/login/")[header] == value


@pytest.mark.parametrize(("language", "shown"), [("zh-CN", "zh-hans"), ("en-GB", "en"), ("fr", "zh-hans")])
def test_the_page_speaks_the_readers_language(client: Client, language: str, shown: str) -> None:
    assert client.get("/healthz", headers={"accept-language": language})["Content-Language"] == shown


def test_nobody_signs_up_alone(client: Client) -> None:
    answer = client.post("/accounts/signup/", {"username": "x", "password1": "y", "password2": "y"})

    assert answer.status_code == 404 or "signup_closed" in str(answer.templates)
