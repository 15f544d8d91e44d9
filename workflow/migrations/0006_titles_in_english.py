"""A case and a task keep their title in English too; the guards come off, as SQLite remakes the tables."""

from django.db import migrations, models

from workflow.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("workflow", "0005_case_dates")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="case",
            name="title_en",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="英文事由"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="title_en",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="英文名称"
            ),
        ),
        migrations.RunPython(install, remove),
    ]
