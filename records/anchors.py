"""Anchors: the ends of all chains, written out daily, so that a shortened or rewritten chain is found."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain as joined
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from records.actions import record
from records.chain import Link, Subject, canonical
from records.models import Event
from records.snapshots import snapshot

FORMAT = "qts-anchors-1"
LEDGER = Subject("ledger", "anchors")


class AnchorFileError(ValueError):
    """An anchor file that is incomplete or was changed."""


def folder() -> Path:
    """Where anchors are kept; they prove something only once copied to another machine."""
    return Path(settings.VAR_DIR) / "anchors"


def export(*, at: datetime) -> Path:
    """Write the anchor of the day, unless it is written, and record its digest; return its path.

    Raises AnchorFileError if today's file exists and is damaged: it is evidence and not overwritten.
    """
    on = timezone.localdate(at, timezone.get_default_timezone())
    path = folder() / f"ledger-{on}.jsonl"
    if path.exists():
        check(path)
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with snapshot():
        digest, chains = _write(path, on)
    record(LEDGER, "anchors.exported", by=None, at=at, on=on, chains=chains, sha256=digest)
    return path


def claims(path: Path) -> Iterator[tuple[Subject, Link]]:
    """The chain ends a file records, streamed; raises AnchorFileError at its end if it was changed."""
    digest = hashlib.sha256()
    count = 0
    for text in _lines(path):
        said = _parsed(text, path)
        if "sha256" in said:
            _check_seal(said, digest.hexdigest(), count, path)
            return
        digest.update(text.encode())
        if "key" in said:
            count += 1
            yield Subject(str(said["kind"]), str(said["key"])), Link(int(str(said["seq"])), str(said["hash"]))
    raise AnchorFileError(f"{path.name} has no closing line.")


def check(path: Path) -> int:
    """The number of chains in a file that is whole; raises AnchorFileError otherwise."""
    return sum(1 for _ in claims(path))


def _write(path: Path, on: date) -> tuple[str, int]:
    """Write beside, then link: the name appears whole, and never over another file."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        digest, chains = _fill(draft, joined([canonical({"format": FORMAT, "on": on.isoformat()})], _ends()))
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return digest, chains


def _fill(draft: Path, texts: Iterable[str]) -> tuple[str, int]:
    digest, lines = hashlib.sha256(), 0
    with draft.open("w", encoding="utf-8", newline="\n") as out:
        for text in texts:
            digest.update(f"{text}\n".encode())
            out.write(f"{text}\n")
            lines += 1
        chains = lines - 1
        out.write(canonical({"chains": chains, "sha256": digest.hexdigest()}) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), chains


def _ends() -> Iterator[str]:
    ends = Event.objects.chain_ends().in_order().values("subject_kind", "subject_key", "seq", "hash")
    for end in ends.iterator(chunk_size=2000):
        key, kind = end["subject_key"], end["subject_kind"]
        yield canonical({"hash": end["hash"], "key": key, "kind": kind, "seq": end["seq"]})


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="\n") as source:
            yield from source
    except (OSError, UnicodeDecodeError) as error:
        raise AnchorFileError(f"{path.name}: {error}") from error


def _parsed(text: str, path: Path) -> dict[str, object]:
    try:
        said = json.loads(text)
    except ValueError as error:
        raise AnchorFileError(f"{path.name}: {error}") from error
    if not isinstance(said, dict):
        raise AnchorFileError(f"{path.name} holds a line that is no record.")
    return said


def _check_seal(seal: dict[str, object], digest: str, count: int, path: Path) -> None:
    if seal.get("sha256") != digest or seal.get("chains") != count:
        raise AnchorFileError(f"{path.name} does not match its own digest.")
