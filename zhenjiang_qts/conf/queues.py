"""Cache and broker: local memory and a folder for a first run, Redis in production."""

from pathlib import Path
from typing import Any

THROTTLE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "throttle_cache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
REDIS_SECONDS = 0.5


def first_run_caches() -> dict[str, Any]:
    """Local memory; each process throttles for itself."""
    return {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "throttle": THROTTLE_CACHE,
    }


def redis_caches(url: str, prefix: str = "qts") -> dict[str, Any]:
    """Redis that degrades to a miss, with the database behind it for throttling."""
    return {
        "default": {
            "BACKEND": "zhenjiang_qts.caching.ForgivingRedisCache",
            "LOCATION": url,
            "KEY_PREFIX": prefix,
            "OPTIONS": {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS},
        },
        "throttle": THROTTLE_CACHE,
    }


def folder_broker(folder: Path) -> dict[str, Any]:
    """Celery settings for a broker that is a folder: no server needed, one machine only."""
    for name in ("queue", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "filesystem://",
        "broker_transport_options": {
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "control_folder": str(folder / "control"),
            "store_processed": False,
        },
        "beat_schedule_filename": str(folder / "beat-schedule"),
    }


def redis_broker(url: str, folder: Path) -> dict[str, Any]:
    """Celery settings for Redis; a nudge that cannot be sent fails at once, since the table is the queue."""
    return {
        "broker_url": url,
        "broker_transport_options": {
            "socket_timeout": REDIS_SECONDS * 10,
            "socket_connect_timeout": REDIS_SECONDS,
        },
        "beat_schedule_filename": str(folder / "beat-schedule"),
    }
