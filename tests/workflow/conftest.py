"""The cast of the engine's tests."""

import pytest

from tests.makers.organization import Cast, cast


@pytest.fixture
def people(db: None) -> Cast:
    """Everybody of the bureau, with their posts."""
    return cast()
