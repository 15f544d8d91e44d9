"""Appoint a person to a post, and end it."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organization.access import forget_standing
from organization.actions.keeping import keep, keep_an_administrator, require
from organization.models import Person, Post, Role, Unit
from records.actions import record
from records.chain import Subject


def appoint(
    person: Person,
    unit: Unit,
    role: str,
    *,
    first_on: date,
    last_on: date | None = None,
    by: Person | None,
    at: datetime,
) -> Post:
    """Give a person a post from one day to another, both included; an open end holds until ended.

    An account that registered itself can hold none (ValidationError); an administrator needs a second factor.
    """
    require("people.manage", by=by, at=at)
    _check_may_hold(person)
    post = Post(person=person, unit=unit, role=Role(role), first_on=first_on, last_on=last_on)
    with transaction.atomic():
        keep(post)
        _open_admin(person, post)
        record(Subject("post", str(post.pk)), "post.filled", by=by, at=at, **_facts(post))
    forget_standing(person)
    return post


def end_post(post: Post, *, last_on: date, by: Person | None, at: datetime) -> Post:
    """Let a post end with that day; a day before its first is refused (ValidationError).

    So is the end of the last administrator's: another must administer that day and go on after it.
    """
    require("people.manage", by=by, at=at)
    with transaction.atomic():
        _keep_an_administrator(post, last_on)
        post.last_on = last_on
        keep(post)
        _close_admin(post)
        record(Subject("post", str(post.pk)), "post.ended", by=by, at=at, **_facts(post))
    forget_standing(post.person)
    return post


def _check_may_hold(person: Person) -> None:
    if person.is_self_registered:
        raise ValidationError(_("自行注册的账号不能任职。"))
    if not person.is_active:
        raise ValidationError(_("该账号已停用，不能任职。"))


def _keep_an_administrator(post: Post, last_on: date) -> None:
    is_sooner = post.last_on is None or last_on < post.last_on
    if post.role == Role.ADMINISTRATOR and post.person.is_active and is_sooner:
        message = _("这是最后一位系统管理员的任职，不能结束；请先任命另一位系统管理员。")
        keep_an_administrator(without=Q(pk=post.pk), on=last_on, message=message)


def _open_admin(person: Person, post: Post) -> None:
    if post.role == Role.ADMINISTRATOR and not (person.is_staff and person.must_use_mfa):
        person.is_staff = person.must_use_mfa = True
        person.save(update_fields=["is_staff", "must_use_mfa"])


def _close_admin(post: Post) -> None:
    others = Post.objects.filter(person=post.person, role=Role.ADMINISTRATOR, last_on=None)
    if post.role == Role.ADMINISTRATOR and not others.exists():
        Person.objects.filter(pk=post.person_id).update(is_staff=False)
        post.person.is_staff = False


def _facts(post: Post) -> dict[str, Any]:
    return {
        "person_id": post.person_id,
        "person": post.person.name,
        "unit": post.unit.code,
        "unit_name": post.unit.short_name,
        "role": post.role,
        "first_on": post.first_on,
        "last_on": post.last_on,
    }
