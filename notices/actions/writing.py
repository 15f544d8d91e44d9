"""Write notices in the transaction of the act they tell of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import override

from notices.actions.nudging import nudge
from notices.hours import next_working_moment
from notices.models import Channel, Notice
from notices.senders import sender_of
from organization.models import Person
from records.chain import Subject
from workdays.store import current_calendar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MERGE_WINDOW = timedelta(minutes=5)  # an e-mail waits for what else happens to the same thing
TITLE_LENGTH = 200


@dataclass(frozen=True)
class News:
    """What is to be told, before it is put into anybody's language."""

    kind: str
    subject: Subject
    version: str
    title: "StrOrPromise"
    body: "StrOrPromise"
    url: str
    at: datetime


def notify(
    *,
    kind: str,
    subject: Subject,
    version: str,
    to: Iterable[Person],
    title: "StrOrPromise",
    body: "StrOrPromise" = "",
    url: str = "",
    at: datetime,
    channels: tuple[str, ...] = (Channel.IN_APP,),
) -> int:
    """Owe each active person one notice per channel, in one INSERT; returns how many are owed.

    The same (subject, kind, version, person, channel) a second time writes nothing. Lazy texts are put into
    each reader's language. E-mail and SMS go to those who have an address, in working hours only.
    """
    news = News(kind, subject, version, title, body, url, at)
    return notify_each([(news, to)], at=at, channels=channels)


def notify_each(
    told: Iterable[tuple[News, Iterable[Person]]],
    *,
    at: datetime,
    channels: tuple[str, ...] = (Channel.IN_APP,),
    bundle: str = "",
) -> int:
    """Owe several news, each to its people, in one INSERT; returns how many notices are owed.

    Notices of one bundle wait for working hours on every channel, and leave as one message to each person.
    """
    due = {channel: _due_at(channel, at, bundle) for channel in channels}
    rows = [
        _row(news, person, channel, due[channel], bundle)
        for news, to in told
        for person in {one.pk: one for one in to if one.is_active}.values()
        for channel in channels
        if _address(person, channel) is not None
    ]
    if rows:
        # One order of keys for all writers: two acts that owe the same notices then never deadlock.
        Notice.objects.bulk_create(sorted(rows, key=lambda row: row.key), ignore_conflicts=True)
        nudge()
    return len(rows)


def _row(news: News, person: Person, channel: str, due_at: datetime, bundle: str) -> Notice:
    with override(person.language):
        title, body = " ".join(str(news.title).split())[:TITLE_LENGTH], str(news.body)
    return Notice(
        key=f"{news.subject}|{news.kind}|{news.version}|{person.pk}|{channel}",
        subject_kind=news.subject.kind,
        subject_key=news.subject.key,
        kind=news.kind,
        version=news.version,
        recipient=person,
        address=_address(person, channel) or "",
        channel=channel,
        bundle=bundle,
        title=title,
        body=body,
        url=news.url,
        due_at=due_at,
        next_try_at=due_at,
        created_at=news.at,
    )


def _address(person: Person, channel: str) -> str | None:
    """Where the channel reaches the person; None where it does not."""
    if channel == Channel.IN_APP:
        return ""
    address = person.email if channel == Channel.EMAIL else person.mobile
    return address if address and sender_of(channel) else None


def _due_at(channel: str, at: datetime, bundle: str) -> datetime:
    if channel == Channel.IN_APP:
        return next_working_moment(at, current_calendar()) if bundle else at
    return next_working_moment(at + MERGE_WINDOW, current_calendar())
