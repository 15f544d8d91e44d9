"""From which day open cases follow an entitlement; those of before have been followed at receipt."""

from typing import Any

from django.db import migrations, models
from django.db.models import F
from django.utils import timezone


def have_been_followed(apps: Any, editor: Any) -> None:
    """What began before stands as it stands: nobody is moved by the migration."""
    begun = apps.get_model("parties", "Entitlement").objects.filter(first_on__lte=timezone.localdate())
    begun.update(followed_on=F("first_on"))


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0002_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='entitlement',
            name='followed_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(have_been_followed, migrations.RunPython.noop),
    ]
