"""No decision over an unanswered dissent, an open consultation or an open special procedure."""

from django.db import migrations

from licensing.decision_triggers import install_on_decisions, remove_from_decisions


class Migration(migrations.Migration):
    dependencies = [("licensing", "0012_outside_requests"), ("workflow", "0021_dwell")]

    operations = [migrations.RunPython(install_on_decisions, remove_from_decisions)]
