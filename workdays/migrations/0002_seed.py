"""Seed the calendar: 2004-2026 from the package chinesecalendar, later years provisional."""

from typing import Any

from django.db import migrations

from workdays.seeding import plant


def seed(apps: Any, schema_editor: Any) -> None:
    plant(*(apps.get_model("workdays", name) for name in ("CalendarYear", "CalendarDay", "CalendarVersion")))


def clear(apps: Any, schema_editor: Any) -> None:
    for name in ("CalendarVersion", "CalendarDay", "CalendarYear"):
        apps.get_model("workdays", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_initial")]
    operations = [migrations.RunPython(seed, clear)]
