"""What tests of documents share."""

from collections.abc import Iterator

import pytest

from documents import signing


@pytest.fixture(autouse=True)
def _no_key_is_remembered() -> Iterator[None]:
    """A process remembers which key stands in the table; the rollback of a test takes the row away."""
    signing.forget_keys()
    yield
    signing.forget_keys()
