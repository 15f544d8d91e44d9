"""A passed limit is a fact: it is not rewritten, not deleted, and after its closing never changed."""

from django.db import migrations

from workflow.triggers import install_on_latenesses, remove_from_latenesses


class Migration(migrations.Migration):
    dependencies = [("workflow", "0009_lateness")]

    operations = [migrations.RunPython(install_on_latenesses, remove_from_latenesses)]
