"""Where chains end: the head table, and the heads that other apps keep in columns of their own."""

from collections.abc import Callable, Iterator

from django.db import connection

from records.chain import GENESIS, Link, Subject

KeptHeads = Callable[[], Iterator[tuple[str, int, str]]]
_kept: dict[str, KeptHeads] = {}
_OF_SUBJECT = "FROM records_head WHERE subject_kind = %s AND subject_key = %s"
_BEGIN = (
    "INSERT INTO records_head (subject_kind, subject_key, last_seq, last_hash)"
    " VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
_MOVE = (
    "UPDATE records_head SET last_seq = %s, last_hash = %s"
    " WHERE subject_kind = %s AND subject_key = %s AND last_seq = %s AND last_hash = %s"
)


def register_heads(kind: str, heads: KeptHeads) -> None:
    """Let `verify_ledger` compare a kind's chains with heads kept elsewhere: (key, last seq, last hash)."""
    _kept[kind] = heads


def kept_heads() -> dict[str, KeptHeads]:
    """The kinds whose heads stand in columns of their own rows."""
    return dict(_kept)


def read(subject: Subject) -> Link:
    """The head of a chain in the head table, locked where the database locks rows; GENESIS if it has none."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT last_seq, last_hash {_OF_SUBJECT}{lock}", [subject.kind, subject.key])
        found = cursor.fetchone()
    return Link(*found) if found else GENESIS


def move(subject: Subject, old: Link, new: Link) -> bool:
    """Move the head from old to new if, in the database, it still stands at old; say whether it did.

    Bare SQL: the ORM's ignore_conflicts does not say whether the row went in.
    """
    with connection.cursor() as cursor:
        if old == GENESIS:
            cursor.execute(_BEGIN, [subject.kind, subject.key, new.seq, new.hash])
        else:
            cursor.execute(_MOVE, [new.seq, new.hash, subject.kind, subject.key, old.seq, old.hash])
        return bool(cursor.rowcount == 1)
