"""Keep accounts that registered themselves out of posts and deputising, on both databases."""

from django.db import migrations

from organization.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("organization", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
