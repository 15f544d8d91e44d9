"""No case is decided while anything is missing: the guard of decided_on joins the others."""

from django.db import migrations

from workflow.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("workflow", "0006_titles_in_english")]

    operations = [migrations.RunPython(remove, install), migrations.RunPython(install, remove)]
