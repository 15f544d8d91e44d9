"""Logging: one line per event on standard error, incidents with their number."""

from typing import Any


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING for a level name."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # The incident log carries the traceback once; Django's own copy would print it a second time.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "celery": {"level": "WARNING"},
            # It warns of every folder broker, which has no host.
            "kombu.connection": {"level": "ERROR"},
        },
    }
