"""The verdict on a material and the coded reasons for asking for it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What the window says of one material."""

    COMPLETE = "complete", _("齐全")
    CORRECT = "correct", _("补正")
    NOT_NEEDED = "not_needed", _("不需要")
    PROMISED = "promised", _("承诺后补")


@dataclass(frozen=True)
class Given:
    """The window's verdict on one material, by the material's key."""

    material: str
    verdict: Verdict
    reason_code: str = ""
    reason: str = ""
    promised_on: date | None = None
