"""Drafts of the intake, saved as the clerk types. A draft is not yet the record and leaves no ledger line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from licensing.access import may
from licensing.models import Draft, ItemVersion
from licensing.refusals import refuse
from organization.models import Person
from workdays.days import local_day
from workflow.refusals import NotThereError

LARGEST = 200_000  # characters of JSON; a form at its limits needs about half


def save_draft(
    token: str,
    data: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
    item_version: ItemVersion | None = None,
    revision: int | None = None,
) -> Draft:
    """Keep what was typed under its token; only its clerk's (NotThereError).

    `revision` is what the page last knew: a page that knows less than another tab saved is refused, so
    neither loses text to the other.
    """
    if not may(by, "application.draft", on=local_day(at)):
        raise NotThereError
    if len(str(data)) > LARGEST:
        raise refuse("draft.too_long", _("草稿过长，没有保存。"))
    draft, created = Draft.objects.get_or_create(
        token=token, defaults={"clerk": by, "data": dict(data), "item_version": item_version, "saved_at": at}
    )
    if draft.clerk_id != by.pk:
        raise NotThereError
    if created:
        return draft
    known = draft.revision if revision is None else revision
    found = Draft.objects.filter(pk=draft.pk, revision=known)
    if not found.update(data=dict(data), item_version=item_version, saved_at=at, revision=known + 1):
        raise refuse("draft.other_tab", _("这份草稿在另一个页面已有更新，请先打开最新的。"))
    draft.refresh_from_db()
    return draft


def discard_draft(token: str, *, by: Person) -> None:
    """Forget a draft: it has become an application, or its clerk lets it go."""
    Draft.objects.filter(token=token, clerk=by).delete()
