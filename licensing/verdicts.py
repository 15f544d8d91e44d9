"""The verdict on a material and the coded reasons for asking for it again."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What the window says of one material."""

    COMPLETE = "complete", _("齐全")
    CORRECT = "correct", _("补正")
    NOT_NEEDED = "not_needed", _("不需要")
    PROMISED = "promised", _("承诺后补")
