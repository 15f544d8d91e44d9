"""Transactional tests of the ledger."""

from collections.abc import Iterator

import pytest

from tests.makers.records import flushes_lift_triggers


@pytest.fixture(scope="package", autouse=True)
def _flushes_lift_triggers() -> Iterator[None]:
    with flushes_lift_triggers():
        yield
