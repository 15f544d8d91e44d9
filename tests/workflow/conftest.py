"""The cast of the engine's tests, and a kind of case that brings nothing of its own."""

import pytest

from tests.makers.organization import Cast, cast
from workflow import registry


@pytest.fixture
def people(db: None) -> Cast:
    """Everybody of the bureau, with their posts."""
    return cast()


@pytest.fixture(autouse=True)
def _bare_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is tested without the guards and pages of licensing."""
    monkeypatch.setitem(registry._kinds, "licensing", registry.CaseKind("licensing", "行政许可"))
