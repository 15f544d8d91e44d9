"""Walking the chains: which line does not follow from the one before it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from records.chain import GENESIS, Line, Link, line_hash


class FaultKind(TextChoices):
    """What can be wrong with a ledger."""

    GAP = "gap", _("序号不连续：有行被删、被插入或被移走")
    BROKEN = "broken", _("与前一行不相接")
    REWRITTEN = "rewritten", _("内容与其哈希不符：行被改写")
    HEAD = "head", _("链头与链尾不符：链被截短、被添加，或没有链头")
    ANCHOR = "anchor", _("锚点记载的行不在台账中：链被截短、重写或整条删除")
    ANCHOR_FILE = "anchor_file", _("锚点文件不完整或被改动")
    PERSONAL = "personal", _("个人信息值与留痕中的摘要不符，或缺失、多余")
    ERASURE = "erasure", _("个人信息值被抹除而没有留痕")
    TRIGGER = "trigger", _("数据库触发器缺失或被停用")


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: what, in which chain (or file, or table), at which line."""

    kind: FaultKind
    where: str
    seq: int | None = None

    def __str__(self) -> str:
        place = self.where if self.seq is None else f"{self.where}#{self.seq}"
        return f"{place} {self.kind.label}"


class Row(NamedTuple):
    """A stored line with its row number and hashes."""

    pk: int
    prev_hash: str
    hash: str
    line: Line


@dataclass
class Tally:
    """What a walk has seen: lines, chains, and per kind one sum over all chain ends."""

    events: int = 0
    chains: int = 0
    ends: Counter[str] = field(default_factory=Counter)

    def end(self, kind: str, key: str, link: Link) -> None:
        self.chains += 1
        self.ends[kind] += end_weight(key, link)


def end_weight(key: str, link: Link) -> int:
    """A chain end as a number; equal sums over two sets of ends mean equal sets, without holding either."""
    return int.from_bytes(hashlib.sha256(f"{key} {link.seq} {link.hash}".encode()).digest(), "big")


def walk(rows: Iterable[Row], tally: Tally) -> Iterator[Fault]:
    """The faults of lines that come chain by chain, in order; memory does not grow with their number."""
    subject, head = ("", ""), GENESIS
    for row in rows:
        if row.line[:2] != subject:
            _close(subject, head, tally)
            subject, head = row.line[:2], GENESIS
        yield from faults_of(row, head)
        head = Link(row.line.seq, row.hash)
        tally.events += 1
    _close(subject, head, tally)


def _close(subject: tuple[str, str], head: Link, tally: Tally) -> None:
    if head is not GENESIS:
        tally.end(*subject, head)


def faults_of(row: Row, head: Link) -> list[Fault]:
    """What is wrong with a line that should follow `head`."""
    line = row.line
    found = []
    if line.seq != head.seq + 1:
        found.append(FaultKind.GAP)
    elif row.prev_hash != head.hash:
        found.append(FaultKind.BROKEN)
    if row.hash != line_hash(row.prev_hash, line):
        found.append(FaultKind.REWRITTEN)
    return [Fault(kind, f"{line.subject_kind}:{line.subject_key}", line.seq) for kind in found]
