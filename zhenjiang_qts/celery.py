"""Celery: only nudges. The tables are the queue, so a lost message loses nothing."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenjiang_qts.settings")
app = Celery("zhenjiang_qts")
app.conf.update(settings.CELERY)
app.autodiscover_tasks()
