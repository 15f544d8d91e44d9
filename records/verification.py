"""Verifying the ledger: every line, head, personal value and anchor, in memory that stays constant."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import connection
from django.db.models import QuerySet

from records import anchors, heads, triggers
from records.chain import Line, Link, Subject
from records.models import Event, Head
from records.personal import PersonalCheck
from records.snapshots import snapshot
from records.walking import Fault, FaultKind, Row, Tally, end_weight, walk

CHUNK = 2000
CLAIMS_AT_ONCE = 400
SHOWN = 200
COLUMNS = ("pk", "prev_hash", "hash", *Line._fields)


@dataclass
class Report:
    """What a verification found; at most 200 faults are kept, all are counted."""

    events: int = 0
    chains: int = 0
    anchored: int = 0
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return self.fault_count == 0

    def take(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.fault_count += 1
            if len(self.faults) < SHOWN:
                self.faults.append(fault)


def verify(anchor_files: Iterable[Path] = ()) -> Report:
    """Check the whole ledger as it stands at one instant, and the anchors given."""
    report, tally = Report(), Tally()
    with snapshot():
        report.take(Fault(FaultKind.TRIGGER, name) for name in triggers.missing())
        personal = PersonalCheck(report.take)
        report.take(walk(personal.watch(_rows(Event.objects.all())), tally))
        report.take(personal.totals())
        report.take(_head_faults(tally))
        for path in anchor_files:
            report.take(_anchor_faults(path, report))
    report.events, report.chains = tally.events, tally.chains
    return report


def faults_about(subject: Subject) -> list[Fault]:
    """The faults within one chain, its head and personal values left aside."""
    return list(walk(_rows(Event.objects.about(subject)), Tally()))


def _rows(events: QuerySet[Event]) -> Iterator[Row]:
    ordered = events.order_by("subject_kind", "subject_key", "seq")
    for pk, prev_hash, digest, *said in ordered.values_list(*COLUMNS).iterator(chunk_size=CHUNK):
        yield Row(pk, prev_hash, digest, Line._make(said))


def _head_faults(tally: Tally) -> Iterator[Fault]:
    """Compare the sums of heads and of chain ends, kind by kind; look closer only where they differ."""
    claimed: Counter[str] = Counter()
    for kind, key, link in _claimed_ends():
        claimed[kind] += end_weight(key, link)
    for kind in sorted(claimed.keys() | tally.ends.keys()):
        if claimed[kind] != tally.ends[kind]:
            yield from _differing_heads(kind)


def _claimed_ends() -> Iterator[tuple[str, str, Link]]:
    table = Head.objects.values_list("subject_kind", "subject_key", "last_seq", "last_hash")
    for kind, key, seq, digest in table.iterator(chunk_size=CHUNK):
        yield kind, key, Link(seq, digest)
    for kind, kept in heads.kept_heads().items():
        for key, seq, digest in kept():
            if seq:
                yield kind, key, Link(seq, digest)


def _differing_heads(wanted: str) -> Iterator[Fault]:
    """Name the chains of a kind whose head is wrong or missing; holds the heads of that kind in memory."""
    claimed = {key: link for kind, key, link in _claimed_ends() if kind == wanted}
    ends = Event.objects.filter(subject_kind=wanted).chain_ends().values_list("subject_key", "seq", "hash")
    for key, seq, digest in ends.iterator(chunk_size=CHUNK):
        if claimed.pop(key, None) != Link(seq, digest):
            yield Fault(FaultKind.HEAD, f"{wanted}:{key}", seq)
    for key, link in claimed.items():
        yield Fault(FaultKind.HEAD, f"{wanted}:{key}", link.seq)


def _anchor_faults(path: Path, report: Report) -> Iterator[Fault]:
    try:
        anchors.check(path)
    except anchors.AnchorFileError:
        yield Fault(FaultKind.ANCHOR_FILE, path.name)
        return
    claims = anchors.claims(path)
    while batch := list(islice(claims, CLAIMS_AT_ONCE)):
        report.anchored += len(batch)
        for subject, link in sorted(set(batch) - _kept(batch), key=str):
            yield Fault(FaultKind.ANCHOR, str(subject), link.seq)


def _kept(claims: list[tuple[Subject, Link]]) -> set[tuple[Subject, Link]]:
    """Those of the claimed lines that stand in the ledger, in one query."""
    places = ", ".join(["(%s, %s, %s)"] * len(claims))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH claim (kind, key, seq) AS (VALUES {places})"  # noqa: S608  only placeholders
            " SELECT subject_kind, subject_key, event.seq, hash FROM claim JOIN records_event AS event"
            " ON subject_kind = claim.kind AND subject_key = claim.key AND event.seq = claim.seq",
            [part for subject, link in claims for part in (subject.kind, subject.key, link.seq)],
        )
        return {(Subject(kind, key), Link(seq, digest)) for kind, key, seq, digest in cursor.fetchall()}
