"""The guards of licensing that look into other tables (licensing/triggers.py)."""

from django.db import migrations

from licensing.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
