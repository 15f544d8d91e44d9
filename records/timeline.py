"""The record of a subject as a page shows it (`parts/ledger.html`): one query, newest line first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from records.chain import GENESIS, Link, Subject
from records.composing import line_of
from records.models import Event
from records.sentences import NO_WORDS, Words, actor, tell_deed
from records.walking import Row, faults_of

CHECKED = 500


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One row of the table."""

    seq: int
    at: datetime
    who: str
    words: str
    hash: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest lines, how many there are, and whether the last 500 follow from each other (链校验一致)."""

    lines: list[TimelineLine]
    count: int
    is_sound: bool


def timeline(
    subject: Subject, *, last: int = 9, head: Link | None = None, names: Words = NO_WORDS
) -> Timeline:
    """The record of a subject; `head`, if its row keeps one, must be the end of the chain.

    `names` spells names the lines keep in Chinese (`tell_deed`).
    """
    newest = list(Event.objects.about(subject).order_by("-seq")[:CHECKED])
    count = newest[0].seq if newest else 0
    lines = [
        TimelineLine(event.seq, event.at, actor(event), tell_deed(event, names), event.hash)
        for event in newest[:last]
    ]
    return Timeline(lines, count, _is_sound(newest[::-1], head))


def _is_sound(events: Sequence[Event], head: Link | None) -> bool:
    end = _before(events)
    for event in events:
        if faults_of(Row(event.pk, event.prev_hash, event.hash, line_of(event)), end):
            return False
        end = event.link
    return head is None or end == head


def _before(events: Sequence[Event]) -> Link:
    """What the first of these lines should follow; one in the middle is believed about its forerunner."""
    if not events or events[0].seq == 1:
        return GENESIS
    return Link(events[0].seq - 1, events[0].prev_hash)
