"""The ladder of reminders a bureau starts with, and the next day of every limit that runs already."""

from datetime import date

from django.db import migrations
from django.db.models import F

FIRST_ON = date(2004, 7, 1)  # the Administrative Licensing Law has been in force since
LADDER = [
    ("task", "warn", 0, "person"),
    ("task", "last_day", 0, "person"),
    ("task", "over", 1, "person"),
    ("task", "over", 1, "unit_head"),
    ("task", "over", 2, "leader"),
    ("case", "warn", 0, "person"),
    ("case", "last_day", 0, "person"),
    ("case", "last_day", 0, "unit_head"),
    ("case", "over", 1, "unit_head"),
    ("case", "over", 1, "leader"),
    ("case", "over", 2, "supervisor"),
]


def fill(apps, editor):
    rule = apps.get_model("workflow", "ReminderRule")
    rule.objects.bulk_create(
        rule(scope=scope, moment=moment, days_over=days, hearer=hearer, first_on=FIRST_ON)
        for scope, moment, days, hearer in LADDER
    )
    apps.get_model("workflow", "Task").objects.filter(state="open").update(remind_on=F("warn_on"))
    running = apps.get_model("workflow", "Case").objects.filter(state="open", decided_on__isnull=True)
    running.update(warn_on=F("promised_on"), remind_on=F("promised_on"))


class Migration(migrations.Migration):
    dependencies = [("workflow", "0011_reminders")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
