"""Celery: only nudges. The tables are the queue, so a lost message loses nothing."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenjiang_qts.settings")
app = Celery("zhenjiang_qts")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
