"""Seed the calendar: 2004-2026 from the package chinesecalendar, later years provisional."""

from django.db import migrations

from workdays.seeding import seed_days, seed_years
from workdays.store import prepared


def seed(apps, schema_editor):
    year, day = apps.get_model("workdays", "CalendarYear"), apps.get_model("workdays", "CalendarDay")
    version = apps.get_model("workdays", "CalendarVersion")
    year.objects.bulk_create(year(**row._asdict()) for row in seed_years())
    rows = [row._asdict() for row in seed_days()]
    day.objects.bulk_create(day(year_id=row.pop("year"), **row) for row in rows)
    calendar = prepared(year.objects.all(), day.objects.all())
    version.objects.create(id=1, number=1, digest=calendar.digest)


def clear(apps, schema_editor):
    for name in ("CalendarVersion", "CalendarDay", "CalendarYear"):
        apps.get_model("workdays", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_initial")]
    operations = [migrations.RunPython(seed, clear)]
