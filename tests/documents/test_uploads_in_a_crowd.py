"""Many files sent to one subject at the same moment: its bounds hold."""

from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from documents.actions import attach, attaching
from documents.models import Attachment
from documents.uploads import UploadRefusedError
from records.chain import Subject
from tests.makers.at_once import alone, at_once, sqlite_file
from tests.makers.uploads import upload

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
HANDS = 32 if POSTGRESQL else 2
MOST = HANDS // 2
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def real_locks(tmp_path: Path) -> AbstractContextManager[None]:
    return nullcontext() if POSTGRESQL else sqlite_file(tmp_path / "uploads.sqlite3")


def send(_hand: int) -> str:
    try:
        attach(Subject("case", "一件"), upload("材料.pdf"), slot="opinion:1", by=None, at=AT)
    except UploadRefusedError:
        return "refused"
    return "kept"


def test_no_more_files_are_kept_than_a_subject_may_have(
    real_locks: AbstractContextManager[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "MOST_FILES", MOST)

    with real_locks:
        outcomes = at_once(HANDS, send)
        held = alone(Attachment.objects.count)

    assert (outcomes.count("kept"), outcomes.count("refused"), held) == (MOST, HANDS - MOST, MOST)
