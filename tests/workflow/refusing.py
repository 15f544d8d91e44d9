"""How the engine's tests expect a refusal: by its code."""

import pytest

from records.refusals import LegalRefusal


def refused(code: str) -> "pytest.RaisesExc[LegalRefusal]":
    """The act inside is refused for the reason with this code."""
    return pytest.raises(LegalRefusal, check=lambda refusal: refusal.code == code)
