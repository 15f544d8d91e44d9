"""The cast, and its clerk signed in."""

import pytest
from django.test import Client

from tests.makers.organization import Cast, cast, sign_in


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    return sign_in(client, people.clerk)
