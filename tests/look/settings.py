"""Serves the living style page: `manage.py runserver --settings tests.look.settings`, then /style/."""

from pathlib import Path

from zhenjiang_qts.settings import *  # noqa: F403
from zhenjiang_qts.settings import BASE_DIR, STORAGES, TEMPLATES

ROOT_URLCONF = "tests.look.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", Path(__file__).parent / "style" / "templates"]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
