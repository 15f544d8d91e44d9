"""A refused act leaves a trace: refusals for a named legal reason, and the frame that records them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

from records import actions
from records.chain import Subject
from records.composing import Actor


class LegalRefusal(Exception):  # noqa: N818  it names a refusal of the law, not a fault of the program
    """An act refused for a named legal reason; the message is what the clerk sees. It names no person."""

    def __init__(self, code: str, message: str | Promise, *, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.field = field

    @property
    def message(self) -> str:
        return str(self.args[0])


@contextmanager
def attempting(act: str, subject: Subject, *, by: Actor | None, at: datetime) -> Iterator[None]:
    """Do an act in one transaction; a legal refusal rolls it back, is recorded, and goes on to the caller.

    Nested frames each record after their own rollback; an outer rollback takes the inner record with it,
    so exactly one stands in the end.
    """
    try:
        with transaction.atomic():
            yield
    except LegalRefusal as refusal:
        actions.refuse(subject, refusal, by=by, at=at, act=act)
        raise
