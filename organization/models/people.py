"""A person who signs in: staff, an outside authority's officer, or someone of an enterprise."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from organization.models.places import Unit
from records.languages import in_language

SESSION_SALT = "organization.Person.session"


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def holding(self, role: str, unit: Unit | int | None = None, *, on: date) -> Self:
        """Active people who hold this role (in this unit) that day; deputies are not counted."""
        wanted: dict[str, Any] = {"posts__role": role, "posts__first_on__lte": on}
        if unit is not None:
            wanted["posts__unit"] = unit
        ends = models.Q(posts__last_on__isnull=True) | models.Q(posts__last_on__gte=on)
        return self.filter(ends, is_active=True, **wanted).distinct()

    def present(self, on: date) -> Self:
        """Those who are not absent that day."""
        return self.exclude(absences__in=_absences_on(on))

    def eligible_for(self, unit: Unit | int, role: str, *, on: date) -> Self:
        """Who may take a step of this unit and role that day: present holders and deputies of absent ones."""
        holders = type(self)(self.model, using=self.db).holding(role, unit, on=on)
        deputies = _absences_on(on).filter(person__in=holders.values("pk")).values("deputy_id")
        able = models.Q(pk__in=holders.values("pk")) | models.Q(pk__in=deputies)
        return self.filter(able, is_active=True).present(on)


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def active(self) -> PersonQuerySet:
        return self.get_queryset().active()

    def holding(self, role: str, unit: Unit | int | None = None, *, on: date) -> PersonQuerySet:
        return self.get_queryset().holding(role, unit, on=on)

    def eligible_for(self, unit: Unit | int, role: str, *, on: date) -> PersonQuerySet:
        return self.get_queryset().eligible_for(unit, role, on=on)

    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "Person":
        """A person who may sign in; without a password, one who cannot until a password is set."""
        person = self.model(username=self.model.normalize_username(username), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **facts: Any) -> "Person":
        """An administrator of plain tables; this opens no case data."""
        return self.create_user(
            username, password, **{"is_staff": True, "is_superuser": True, "must_use_mfa": True, **facts}
        )


class Person(AbstractBaseUser, PermissionsMixin):
    """Who acts: the name in every ledger line."""

    username = models.CharField(
        _("登录名"),
        max_length=40,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("该登录名已被使用。")},
    )
    name = models.CharField(_("姓名"), max_length=40)
    name_en = models.CharField(_("英文姓名"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    mobile = models.CharField(_("手机"), max_length=20, blank=True)
    language = models.CharField(
        _("语言"), max_length=10, default="zh-hans", choices=[("zh-hans", "中文"), ("en", "English")]
    )
    is_active = models.BooleanField(_("可登录"), default=True)
    is_staff = models.BooleanField(_("可进管理后台"), default=False)
    is_self_registered = models.BooleanField(_("自行注册"), default=False)
    must_use_mfa = models.BooleanField(_("须双因素登录"), default=False)
    joined_at = models.DateTimeField(_("建立时间"), default=timezone.now)
    session_epoch = models.PositiveIntegerField(_("会话轮次"), default=0, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(is_self_registered=True, is_staff=True),
                name="organization_self_registered_not_staff",
                violation_error_message=_("自行注册的账号不能进管理后台。"),
            ),
            models.CheckConstraint(
                condition=models.lookups.GreaterThan(Length("name"), 0), name="organization_person_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title() or self.username

    def title(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # Raising session_epoch ends every session of the person, without knowing where the sessions are kept.
        facts = f"{self.session_epoch}:{self.password}"
        return salted_hmac(SESSION_SALT, facts, secret=secret, algorithm="sha256").hexdigest()


def _absences_on(on: date) -> "models.QuerySet[Any]":
    absences = Person._meta.get_field("absences").related_model._default_manager
    return absences.filter(first_on__lte=on, last_on__gte=on)
