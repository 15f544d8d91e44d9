"""What was handed in and what the window said of each piece."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from documents.models import Attachment
from licensing.practice import reason_words
from licensing.progress.reading import Progress
from licensing.slots import material_of
from licensing.verdicts import Verdict

TONES = {Verdict.COMPLETE: "ok", Verdict.NOT_NEEDED: "idle"}


@dataclass(frozen=True)
class Handed:
    """One material: the verdict, why, until when it may follow, when it came, and the files given for it."""

    title: str
    verdict: str
    tone: str
    said: str
    promised_on: date | None
    came_on: date | None
    files: tuple[Attachment, ...]


def pieces_of(progress: Progress) -> list[Handed]:
    """The materials that have a verdict, in the order of the item (one statement for their files)."""
    files: dict[str, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.of(progress.case.subject.kind, progress.case.number):
        files[material_of(file.slot)].append(file)
    return [
        Handed(
            verdict.material.title,
            str(verdict.get_verdict_display()),
            "ok" if verdict.came else TONES.get(Verdict(verdict.verdict), "soon"),
            reason_words(verdict.reason_code, verdict.reason),
            verdict.promised_on,
            verdict.came.came_on if verdict.came else None,
            tuple(files[verdict.material.key]),
        )
        for verdict in progress.verdicts
    ]
