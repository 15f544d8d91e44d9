"""/healthz: 200 while web and database answer; worker, beat and broker are told, never decide."""

from datetime import datetime, timedelta

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from zhenjiang_qts.celery import app
from zhenjiang_qts.models import Pulse

STALE_AFTER = timedelta(minutes=3)
BROKER_SECONDS = 1


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """What lives and what does not, as JSON."""
    pulses = _pulses()
    report = {
        "web": "ok",
        "database": "ok" if pulses is not None else "down",
        "worker": _state(pulses, "worker", timezone.now()),
        "beat": _state(pulses, "beat", timezone.now()),
        "broker": _broker(),
    }
    return JsonResponse(report, status=503 if pulses is None else 200)


def _pulses() -> dict[str, datetime] | None:
    try:
        return {pulse.name: pulse.at for pulse in Pulse.objects.all()}
    except DatabaseError:
        return None


def _state(pulses: dict[str, datetime] | None, name: str, now: datetime) -> str:
    if pulses is None:
        return "unknown"
    if name not in pulses:
        return "never seen"
    return "ok" if now - pulses[name] < STALE_AFTER else f"silent since {pulses[name].isoformat()}"


def _broker() -> str:
    try:
        with app.connection_for_write(connect_timeout=BROKER_SECONDS) as connection:
            connection.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)
    except (OperationalError, OSError):
        return "down"
    return "ok"
