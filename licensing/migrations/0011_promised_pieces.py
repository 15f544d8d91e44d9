"""Promised materials that came, and the day their applicant was reminded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from licensing.triggers import install, remove


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0010_bars_and_turns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.CreateModel(
            name='PromisedPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_on', models.DateField()),
                ('channel', models.CharField(choices=[('window', '窗口当面'), ('letter', '信函'), ('fax', '传真'), ('email', '电子邮件'), ('online', '网上')], max_length=16)),
                ('note', models.TextField(blank=True)),
                ('taken_at', models.DateTimeField()),
                ('token', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': '后补材料',
            },
        ),
        migrations.AddField(
            model_name='materialverdict',
            name='reminded_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='materialverdict',
            index=models.Index(condition=models.Q(('verdict', 'promised')), fields=['promised_on', 'id'], name='verdict_promised'),
        ),
        migrations.AddField(
            model_name='promisedpiece',
            name='taken_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='promisedpiece',
            name='verdict',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='piece', to='licensing.materialverdict'),
        ),
        migrations.AddConstraint(
            model_name='promisedpiece',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['window', 'letter', 'fax', 'email', 'online'])), name='piece_channel_known'),
        ),
        migrations.RunPython(install, remove),
    ]
