"""Registers the project itself with Django: guards of the installation, its pages and commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as administration
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProjectConfig(AppConfig):
    default = True
    name = "zhenjiang_qts"
    verbose_name = _("一窗通办")

    def ready(self) -> None:
        from zhenjiang_qts import celery, world

        celery.app.set_default()
        post_migrate.connect(world.mark_after_migration, sender=self)


class CollectedFilesConfig(StaticFilesConfig):
    """Django's static files, without the second API reader that drf-spectacular brings along."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc"]


class BackOfficeConfig(administration.AdminConfig):
    """Django's administration behind the door of this house."""

    default = False
    default_site = "organization.backoffice.BackOffice"
