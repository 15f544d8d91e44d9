"""Add a person, and close or reopen the door for one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from organization.access import forget_standing
from organization.actions.keeping import keep, keep_an_administrator, require
from organization.actions.passwords import check_password
from organization.models import Person, Post
from records.actions import record
from records.chain import Subject
from workdays.days import local_day


def add_person(
    username: str, *, name: str, password: str | None, by: Person | None, at: datetime, **facts: Any
) -> Person:
    """A person who may sign in, once a password is set; a taken name or a weak password is refused."""
    require("people.manage", by=by, at=at)
    person = Person(username=Person.normalize_username(username), name=name.strip(), joined_at=at, **facts)
    if password is not None:
        check_password(password, person)
    person.set_password(password)
    with transaction.atomic():
        keep(person)
        record(_subject(person), "person.added", by=by, at=at, person=person.name, username=person.username)
    return person


def disable_person(person: Person, *, reason: str, by: Person | None, at: datetime) -> None:
    """Shut a person out at once, everywhere; posts and history stay. Never the last administrator."""
    require("people.manage", by=by, at=at)
    if by is not None and by.pk == person.pk:
        raise ValidationError(_("不能停用自己的账号。"))
    with transaction.atomic():
        if Post.objects.on(local_day(at)).administering().filter(person=person).exists():
            message = _("这是唯一的系统管理员，不能停用。")
            keep_an_administrator(without=Q(person=person), on=local_day(at), message=message)
        _switch(person, False, "person.disabled", reason=reason, by=by, at=at)


def enable_person(person: Person, *, reason: str, by: Person | None, at: datetime) -> None:
    """Let a disabled person sign in again; sessions of before stay closed."""
    require("people.manage", by=by, at=at)
    _switch(person, True, "person.enabled", reason=reason, by=by, at=at)


def choose_language(person: Person, language: str) -> None:
    """Tell the person future notices in this language; one the house does not speak changes nothing."""
    if language in dict(settings.LANGUAGES):
        Person.objects.active().filter(pk=person.pk).update(language=language)
        person.language = language


def _switch(
    person: Person, is_active: bool, verb: str, *, reason: str, by: Person | None, at: datetime
) -> None:
    with transaction.atomic():
        standing_so = Person.objects.filter(pk=person.pk, is_active=not is_active)
        if not standing_so.update(is_active=is_active, session_epoch=F("session_epoch") + 1):
            raise ValidationError(_("该账号的状态已被他人改变，请刷新。"))
        record(_subject(person), verb, by=by, at=at, person=person.name, reason=reason)
    person.refresh_from_db(fields=["is_active", "session_epoch"])
    forget_standing(person)


def _subject(person: Person) -> Subject:
    return Subject("person", str(person.pk))
