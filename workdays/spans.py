"""The days of a reckoning drawn together: one line for each run of like days, with its ground."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.languages import listed
from workdays import words
from workdays.daylines import DayLine, LineKind
from workdays.terms import Unit

SPECIAL = (LineKind.HOLIDAY, LineKind.MAKEUP, LineKind.PAUSE)


@dataclass(frozen=True)
class Run:
    """Days of one nature in a row, one line of the table; `document` has a `url` where it can be opened."""

    first_on: date
    last_on: date
    nature: str
    counted: int
    words: str
    document: str = ""
    url: str = ""
    is_special: bool = False
    """Whether it is more than plain working days and weekends: it needs its ground."""


@dataclass(frozen=True)
class Laws:
    """The sentences of law a working names."""

    limit: str
    pause: str


def runs(lines: Iterable[DayLine], laws: Laws, unit: Unit = Unit.WORKING) -> list[Run]:
    """The days of a reckoning, like ones drawn together."""
    return [_run(list(group), laws, unit) for _key, group in groupby(lines, key=_alike)]


def _alike(line: DayLine) -> tuple[LineKind, str, str, bool, bool, bool]:
    ground = line.ground or line.name
    return line.kind, ground, line.document, line.counted, line.is_extension, line.over > 0


def _run(days: Sequence[DayLine], laws: Laws, unit: Unit) -> Run:
    line = days[0]
    return Run(
        first_on=line.on,
        last_on=days[-1].on,
        nature=_nature(line, len(days)),
        counted=sum(line.counted for line in days),
        words=_words(days, laws, unit),
        document=line.document,
        url=line.pause.url if line.pause else "",
        is_special=line.kind in SPECIAL or line.is_extension or line.over > 0,
    )


def _nature(line: DayLine, length: int) -> str:
    if line.kind == LineKind.PAUSE:
        return _("中止：%s") % line.ground if line.ground else _("中止")
    if line.kind == LineKind.HOLIDAY and line.name:
        return _("%s放假") % words.holiday(line.name)
    is_single_rest = line.kind == LineKind.WEEKEND and length == 1
    return words.weekday(line.on) if is_single_rest else str(line.kind.label)


def _words(days: Sequence[DayLine], laws: Laws, unit: Unit) -> str:
    line = days[0]
    if line.kind == LineKind.START:
        return _("不计，从次日起算") if unit == Unit.CALENDAR else _("不计，从次一工作日起算")
    if line.over:
        return _over_words(days)
    return _counted_words(days) if line.counted else _uncounted_words(days, laws)


def _over_words(days: Sequence[DayLine]) -> str:
    first, last = days[0].over, days[-1].over
    if first == last:
        return _("超过时限第 %d 日") % first
    return _("超过时限第 %(first)d—%(last)d 日") % {"first": first, "last": last}


def _counted_words(days: Sequence[DayLine]) -> str:
    line = days[0]
    parts = [_numbers(days)]
    if line.kind == LineKind.MAKEUP:
        parts.append(_("%s照计") % listed(words.weekday(line.on) for line in days))
    if line.is_extension:
        parts.append(_("延期"))
    if days[-1].is_due:
        parts.append(_("%s到期") % words.month_day(days[-1].on))
    return _("，").join(parts)


def _numbers(days: Sequence[DayLine]) -> str:
    first, last = days[0].number, days[-1].number
    if first == last:
        return _("第 %d 日") % first
    return _("第 %(first)d—%(last)d 日") % {"first": first, "last": last}


def _uncounted_words(days: Sequence[DayLine], laws: Laws) -> str:
    uncounted = ngettext("%d 天不计", "%d 天不计", len(days)) % len(days)
    if days[-1].is_due:
        uncounted = _("期满日休息，顺延至此")
    ground = _ground(days[0], laws)
    return _("，").join(part for part in (ground, uncounted) if part)


def _ground(line: DayLine, laws: Laws) -> str:
    if line.kind == LineKind.PAUSE:
        return laws.pause
    if line.kind == LineKind.HOLIDAY:
        return _("法定节假日（暂定）") if line.is_provisional else _("国务院放假通知")
    return ""
