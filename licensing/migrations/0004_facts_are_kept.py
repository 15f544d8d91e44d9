"""Applications, notices of correction, site checks, deliveries, the superior's word are kept as they are."""

from django.db import migrations

from licensing.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("licensing", "0003_task_drafts")]

    operations = [migrations.RunPython(remove, install), migrations.RunPython(install, remove)]
