"""Art. 42 in the database: no extension of what does not run, is forwarded or has expired; requests are facts."""

from django.db import migrations

from workflow.extension_triggers import install_on_extensions, remove_from_extensions


class Migration(migrations.Migration):
    dependencies = [("workflow", "0018_extension_requests")]

    operations = [migrations.RunPython(install_on_extensions, remove_from_extensions)]
