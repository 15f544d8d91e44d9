"""No application of a barred party but to be refused in writing; no decision before its turn."""

from django.db import migrations

from licensing.triggers import install_bars_and_turns, remove_bars_and_turns


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0009_barred_by"),
        ("parties", "0001_initial"),
        ("workflow", "0014_saved_filters_of_pages"),
    ]

    operations = [migrations.RunPython(install_bars_and_turns, remove_bars_and_turns)]
