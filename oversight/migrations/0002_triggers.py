"""Urgings and notes are neither rewritten nor deleted."""

from django.db import migrations

from oversight.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
