"""A published process never changes, a case is never deleted, what is done stays done: on both databases."""

from django.db import migrations

from workflow.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
