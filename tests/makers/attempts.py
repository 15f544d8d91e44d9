"""What a refused act leaves: its code, one line in the ledger, a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.licensing import MORNING

LATER = MORNING + timedelta(days=1)


def attempts(code: str) -> int:
    """How often the ledger tells of a refusal by this code."""
    return Event.objects.filter(verb="attempt.refused", data__code=code).count()


def told_once(code: str, refused: pytest.ExceptionInfo[LegalRefusal]) -> str:
    """The refusal has this code and stands in the ledger once; its message is returned."""
    assert refused.value.code == code
    assert attempts(code) == 1
    return refused.value.message
