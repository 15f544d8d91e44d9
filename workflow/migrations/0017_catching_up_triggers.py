"""An entered draft stays as it was; the run by which the clocks follow goes forward and ends once."""

from django.db import migrations

from workflow.triggers import install_on_calendar, remove_from_calendar


class Migration(migrations.Migration):
    dependencies = [("workflow", "0016_catching_up")]

    operations = [migrations.RunPython(install_on_calendar, remove_from_calendar)]
