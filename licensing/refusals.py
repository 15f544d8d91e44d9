"""Refusals that carry more than a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from records.refusals import LegalRefusal


class AnswersError(ValueError):
    """Answers that are not of their fields; `errors` are keyed by path. No rule was broken."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(_("申请表有 {n} 处须改。").format(n=len(errors)))
        self.errors = dict(errors)


class TooLateError(LegalRefusal):
    """What the law no longer allows once the case has gone on: recorded, and its page is over."""


def refuse(code: str, message: str, *, field: str = "") -> LegalRefusal:
    """A refusal for a named legal reason, to be raised."""
    return LegalRefusal(code, message, field=field)
