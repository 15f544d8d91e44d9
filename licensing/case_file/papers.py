"""The documents of a case: what was issued, where each stands, the way to it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from documents.models import Standing
from licensing.case_file.record import Record
from workdays.words import compact_day

TONES = {
    Standing.VALID: "ok",
    Standing.EXPIRED: "hold",
    Standing.SUPERSEDED: "hold",
    Standing.REVOKED: "late",
}


def papers_of(record: Record) -> list[dict[str, Any]]:
    """The issued documents as `parts/files.html` shows them, oldest first."""
    return [
        {
            "title": each.wording,
            "url": reverse("document", args=[each.pk]),
            "icon": "file-earmark-text",
            "note": f"{each.number} · {compact_day(each.issued_on, record.today)}",
            "badge_tone": TONES[each.standing_on(record.today)],
            "badge_words": each.standing_on(record.today).label,
        }
        for each in record.documents
    ]
