"""Keep one administrator, whoever ends whose post, on both databases."""

from django.db import migrations

from organization.triggers import install_last_administrator, remove_last_administrator


class Migration(migrations.Migration):
    dependencies = [("organization", "0002_triggers")]

    operations = [migrations.RunPython(install_last_administrator, remove_last_administrator)]
