"""Requests without an item, with their guards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from licensing.triggers import install, remove


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_triggers'),
        ('licensing', '0011_promised_pieces'),
        ('parties', '0003_entitlements_followed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.CreateModel(
            name='OutsideRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.TextField()),
                ('channel', models.CharField(choices=[('window', '窗口当面'), ('letter', '信函'), ('fax', '传真'), ('email', '电子邮件'), ('online', '网上')], max_length=16)),
                ('received_on', models.DateField()),
                ('answer', models.CharField(choices=[('not_ours', '不属本机关'), ('not_required', '无需许可')], max_length=16)),
                ('whom', models.CharField(blank=True, max_length=200)),
                ('reasons', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField()),
                ('token', models.CharField(max_length=64, unique=True)),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outside_requests', to='parties.party')),
            ],
            options={
                'verbose_name': '目录外申请',
                'constraints': [models.CheckConstraint(condition=models.Q(('asked', ''), _negated=True), name='request_says_what_is_asked'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'not_ours'), models.Q(('whom', ''), _negated=True)), models.Q(('answer', 'not_required'), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='request_answered_in_full'), models.CheckConstraint(condition=models.Q(('channel__in', ['window', 'letter', 'fax', 'email', 'online'])), name='request_channel_known')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
