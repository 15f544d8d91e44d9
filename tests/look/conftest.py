"""A live server that shows the living style page, and a browser that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.browser import browsing

STYLE = Path(__file__).parent / "style" / "templates"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture
def style(settings: Settings, live_server: object) -> str:
    """The address of the style page, served with the product's own middleware."""
    settings.ROOT_URLCONF = "tests.look.urls"
    engine = dict(settings.TEMPLATES[0])
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], STYLE]}]
    return f"{live_server}/style/"
