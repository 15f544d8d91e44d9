"""What a reckoning is given: the unit of a limit and the pauses that stop it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPEN = date.max.toordinal() + 1  # the end of a pause that has none yet
Span = tuple[int, int]


class Unit(TextChoices):
    """What a limit counts."""

    WORKING = "working", gettext_lazy("工作日")
    CALENDAR = "calendar", gettext_lazy("自然日")


class ReckoningError(ValueError):
    """The figures of a reckoning make no sense; the message is for the person who gave them."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from the day of the notice to the day of the result, both included.

    An open pause has no last day. Ground, document and url are words for people; the reckoning ignores them.
    """

    first_on: date
    last_on: date | None
    ground: str = ""
    document: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if self.last_on is not None and self.last_on < self.first_on:
            raise ReckoningError(
                _("中止的结束日 {last} 早于开始日 {first}。").format(first=self.first_on, last=self.last_on)
            )

    def covers(self, on: date) -> bool:
        """Whether a day lies in the pause."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)

    @property
    def span(self) -> Span:
        """Both ends as ordinals; an open end is later than every day."""
        return self.first_on.toordinal(), OPEN if self.last_on is None else self.last_on.toordinal()


def merged(pauses: Iterable[Pause], after: int) -> list[Span]:
    """The paused spans later than a day, in order, overlapping and touching ones made one."""
    spans: list[Span] = []
    for first, last in sorted(pause.span for pause in pauses):
        if last <= after:
            continue
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((max(first, after + 1), last))
    return spans
