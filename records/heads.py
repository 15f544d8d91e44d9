"""Where chains end: the head table, and the heads that other apps keep in columns of their own."""

from collections.abc import Callable, Iterator

from django.db import connection

from records.chain import GENESIS, Link, Subject
from records.models import Head

KeptHeads = Callable[[], Iterator[tuple[str, int, str]]]
_kept: dict[str, KeptHeads] = {}


def register_heads(kind: str, heads: KeptHeads) -> None:
    """Let `verify_ledger` compare a kind's chains with heads kept elsewhere: (key, last seq, last hash)."""
    _kept[kind] = heads


def kept_heads() -> dict[str, KeptHeads]:
    """The kinds whose heads stand in columns of their own rows."""
    return dict(_kept)


def read(subject: Subject) -> Link:
    """The head of a chain in the head table, locked where the database locks rows; GENESIS if it has none."""
    rows = Head.objects.select_for_update().filter(subject_kind=subject.kind, subject_key=subject.key)
    found = rows.values_list("last_seq", "last_hash").first()
    return Link(*found) if found else GENESIS


def move(subject: Subject, old: Link, new: Link) -> bool:
    """Move the head from old to new if, in the database, it still stands at old; say whether it did."""
    if old == GENESIS:
        return _begin(subject, new)
    standing = Head.objects.filter(subject_kind=subject.kind, subject_key=subject.key, last_seq=old.seq)
    return standing.filter(last_hash=old.hash).update(last_seq=new.seq, last_hash=new.hash) == 1


def _begin(subject: Subject, first: Link) -> bool:
    """Bare SQL because the ORM's ignore_conflicts does not say whether the row went in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_head (subject_kind, subject_key, last_seq, last_hash)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [subject.kind, subject.key, first.seq, first.hash],
        )
        return cursor.rowcount == 1
