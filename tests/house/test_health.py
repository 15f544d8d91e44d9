"""/healthz decides by web and database alone, and tells the rest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from zhenjiang_qts.celery import app
from zhenjiang_qts.models import Pulse
from zhenjiang_qts.schedule import SCHEDULE
from zhenjiang_qts.tasks import pulse

pytestmark = pytest.mark.django_db


def test_it_is_well_without_worker_and_beat_and_says_so(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json()["worker"] == answer.json()["beat"] == "never seen"


def test_a_pulse_shows_that_the_worker_lives(client: Client) -> None:
    pulse()

    assert client.get("/healthz").json()["worker"] == "ok"


def test_a_worker_silent_for_minutes_is_told_with_its_last_moment(client: Client) -> None:
    last = timezone.now() - timedelta(minutes=10)
    Pulse.objects.create(name="worker", at=last)

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json()["worker"] == f"silent since {last.isoformat()}"


def test_it_is_ill_while_the_database_does_not_answer(client: Client) -> None:
    def dead(execute: Callable[..., Any], *arguments: Any) -> Any:
        raise OperationalError("gone")

    with connection.execute_wrapper(dead):
        answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "down"


def test_it_is_not_kept_by_any_cache(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_the_beat_sends_only_tasks_that_exist() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in SCHEDULE.values()} <= set(app.tasks)
