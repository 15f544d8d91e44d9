"""No application is stored for an item nobody may apply for on its day of receipt."""

from django.db import migrations

from licensing.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("licensing", "0004_facts_are_kept")]

    operations = [migrations.RunPython(remove, install), migrations.RunPython(install, remove)]
