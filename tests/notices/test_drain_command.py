"""`drain_notices`: says what it did, and ends in failure where it set a notice aside."""

import pytest
from django.core.management import CommandError, call_command

from notices.actions.draining import MOST_ATTEMPTS
from tests.makers.notices import WORKING_MOMENT, make_notice
from tests.makers.organization import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_working_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: WORKING_MOMENT)


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    make_notice(make_person("reader"))

    call_command("drain_notices", "--json")

    assert capsys.readouterr().out.strip() == '{"sent": 1, "failed": 0, "quarantined": 0}'


def test_it_fails_with_the_reason_where_it_set_a_notice_aside(capsys: pytest.CaptureFixture[str]) -> None:
    make_notice(make_person("reader"), channel="email", attempts=MOST_ATTEMPTS)

    with pytest.raises(CommandError, match="已隔离：1"):
        call_command("drain_notices", "--json")

    assert capsys.readouterr().out.strip() == '{"sent": 0, "failed": 0, "quarantined": 1}'
