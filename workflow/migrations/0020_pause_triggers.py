"""Art. 45 in the database: no special procedure before acceptance or after the decision."""

from django.db import migrations

from workflow.extension_triggers import install_on_pauses, remove_from_pauses


class Migration(migrations.Migration):
    dependencies = [("workflow", "0019_extension_triggers")]

    operations = [migrations.RunPython(install_on_pauses, remove_from_pauses)]
