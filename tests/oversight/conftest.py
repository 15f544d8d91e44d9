"""The cast of oversight's tests; acts and pages share one Wednesday."""

import pytest

from tests.makers.organization import Cast, cast


@pytest.fixture
def people(db: None) -> Cast:
    """Everybody of the bureau, with their posts."""
    return cast()
