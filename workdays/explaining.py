"""怎么算出来的: a reckoning as a panel, its head, its sentences, its weeks and its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from records.languages import listed
from workdays import words
from workdays.daylines import DayLine, LineKind, days_past
from workdays.reckoning import Reckoning, reckon
from workdays.spans import Laws, Run, runs
from workdays.strip import StripWeek, WeekSum, strip, week_sums
from workdays.terms import Unit


@dataclass(frozen=True)
class Working:
    """All that a panel shows of one date."""

    reckoning: Reckoning
    today: date
    start_word: str
    summary: str
    sentences: tuple[str, ...]
    weeks: list[StripWeek]
    runs: list[Run]
    sums: list[WeekSum]
    provisional_years: tuple[int, ...]
    law: str
    over: int = 0

    @property
    def counted(self) -> int:
        """The days counted so far."""
        return sum(line.counted for line in self.reckoning.days)

    @property
    def due_words(self) -> str:
        """The due date, with its year where that is not this one; blank while the clock stands."""
        return words.day_of_year(self.reckoning.due_on, self.today) if self.reckoning.due_on else ""


def explain(
    reckoning: Reckoning,
    *,
    today: date,
    start_word: str = "",
    law: str = "",
    pause_law: str = "",
    until: date | None = None,
) -> Working:
    """The working of a reckoning in words and tables, for the day on which it is read.

    `start_word` names day 0 (受理); `law` and `pause_law` are the sentences of law, by default those of the
    licensing law (第八十二条 and 第四十五条). `until` is the day the matter was done, today while it runs: to
    that day the days over the limit are counted; without it the reckoning is a sum and nothing is late.
    """
    word = start_word or _("起算")
    laws = Laws(law or _default_law(reckoning.unit), pause_law or _("行政许可法第四十五条"))
    lines = reckoning.days
    past = tuple(days_past(reckoning, until)) if until else ()
    return Working(
        reckoning=reckoning,
        today=today,
        start_word=word,
        summary=_summary(reckoning, word),
        sentences=tuple(
            sentence
            for sentence in (*_sentences(reckoning, today), _over(reckoning, until, today))
            if sentence
        ),
        weeks=strip((*lines, *past), today),
        runs=runs((*lines, *past), laws, reckoning.unit),
        sums=week_sums(lines),
        provisional_years=_provisional_years(reckoning),
        law=laws.limit,
        over=reckoning.over(until) if until else 0,
    )


def _over(reckoning: Reckoning, until: date | None, today: date) -> str:
    """截至 11 月 24 日，超过时限 3 个工作日。"""
    over = reckoning.over(until) if until else 0
    if until is None or not over:
        return ""
    facts = {"day": words.month_day(until), "days": words.number_of_days(over, reckoning.unit)}
    said = _("%(day)s办结，超过时限 %(days)s。") if until < today else _("截至 %(day)s，超过时限 %(days)s。")
    return said % facts


def _default_law(unit: Unit) -> str:
    return _("行政许可法第八十二条") if unit == Unit.WORKING else _("民法典第二百零一条、第二百零三条")


def _summary(reckoning: Reckoning, start_word: str) -> str:
    """受理 9 月 23 日 ＋ 15 个工作日，跨中秋、国庆节，扣除专家评审 33 天."""
    limit = words.number_of_days(reckoning.limit, reckoning.unit)
    facts = {"word": start_word, "start": words.month_day(reckoning.start_on), "limit": limit}
    head = _("%(word)s %(start)s ＋ %(limit)s") % facts
    if reckoning.extension:
        head += _(" ＋ 延期 %s") % words.number_of_days(reckoning.extension, reckoning.unit)
    parts = [head, _holidays_crossed(reckoning), *_pauses_taken(reckoning.days)]
    return _("，").join(part for part in parts if part)


def _holidays_crossed(reckoning: Reckoning) -> str:
    """跨中秋、国庆节（10 月 10 日周六补班）; nothing where every day counts."""
    lines = reckoning.days if reckoning.unit == Unit.WORKING else ()
    names = [words.holiday(line.name) for line in lines if line.kind == LineKind.HOLIDAY and line.name]
    made_up = [_day_and_weekday(line.on) for line in lines if _is_makeup(line)]
    crossed = _("跨%s") % listed(dict.fromkeys(names)) if names else ""
    return crossed + (_("（%s补班）") % listed(made_up) if made_up else "")


def _day_and_weekday(on: date) -> str:
    """10 月 10 日周六 · Sat 10 Oct."""
    return _("%(day)s%(weekday)s") % {"day": words.month_day(on), "weekday": words.weekday(on)}


def _is_makeup(line: DayLine) -> bool:
    return line.kind == LineKind.MAKEUP and line.counted


def _pauses_taken(lines: Sequence[DayLine]) -> list[str]:
    """扣除专家评审 33 天, once for each ground."""
    paused = [line.ground or _("中止") for line in lines if line.kind == LineKind.PAUSE]
    grounds = {ground: paused.count(ground) for ground in dict.fromkeys(paused)}
    return [_("扣除%(ground)s %(n)d 天") % {"ground": ground, "n": n} for ground, n in grounds.items()]


def _sentences(reckoning: Reckoning, today: date) -> list[str]:
    lines = reckoning.days
    return [
        _standing(reckoning, today) if reckoning.is_open else _arithmetic(lines, reckoning),
        _left_out(lines, reckoning.unit),
        _moved(lines),
        _without_pauses(reckoning, today),
        _calendars(reckoning),
    ]


def _arithmetic(lines: Sequence[DayLine], reckoning: Reckoning) -> str:
    """中止前 7 日 ＋ 恢复后 8 日 ＝ 15 日。"""
    stretches = _stretches(lines)
    total = words.number_of_days(reckoning.total, reckoning.unit)
    if len(stretches) == 2:
        facts = {"before": stretches[0], "after": stretches[1], "total": reckoning.total}
        return _("中止前 %(before)d 日 ＋ 恢复后 %(after)d 日 ＝ %(total)d 日。") % facts
    if len(stretches) > 2:
        sums = _(" ＋ ").join(map(str, stretches))
        return _("中止之外各段 %(sums)s ＝ %(total)d 日。") % {"sums": sums, "total": reckoning.total}
    return _("起算当日不计，数满 %s。") % total


def _stretches(lines: Sequence[DayLine]) -> list[int]:
    """The days counted before, between and after the pauses."""
    groups = groupby(lines, key=lambda line: line.kind == LineKind.PAUSE)
    return [sum(line.counted for line in days) for is_paused, days in groups if not is_paused]


def _standing(reckoning: Reckoning, today: date) -> str:
    facts = {"used": reckoning.used(today), "left": reckoning.remaining(today)}
    return _("计时中止，已用 %(used)d 日，尚余 %(left)d 日，恢复后再定日期。") % facts


def _left_out(lines: Sequence[DayLine], unit: Unit) -> str:
    """放假 10 天、中止 33 天不计，补班 1 天照计。 In calendar days only pauses are left out."""
    kinds = [line.kind for line in lines if unit == Unit.WORKING or line.kind == LineKind.PAUSE]
    off, paused = kinds.count(LineKind.HOLIDAY), kinds.count(LineKind.PAUSE)
    worked = kinds.count(LineKind.MAKEUP)
    out = [_("放假 %d 天") % off] * bool(off) + [_("中止 %d 天") % paused] * bool(paused)
    parts = [_("%s不计") % listed(out)] * bool(out) + [_("补班 %d 天照计") % worked] * bool(worked)
    return _("%s。") % _("，").join(parts) if parts else ""


def _moved(lines: Sequence[DayLine]) -> str:
    """A limit in calendar days whose last day was off."""
    if not lines[-1].is_due or lines[-1].counted or lines[-1].kind == LineKind.START:
        return ""
    last = max(line.on for line in lines if line.counted)
    facts = {"last": words.month_day(last), "due": words.month_day(lines[-1].on)}
    return _("%(last)s期满，逢休息日，顺延至 %(due)s。") % facts


def _without_pauses(reckoning: Reckoning, today: date) -> str:
    if not any(line.kind == LineKind.PAUSE for line in reckoning.days):
        return ""
    plain = reckon(
        reckoning.start_on,
        reckoning.limit,
        calendar=reckoning.calendar,
        unit=reckoning.unit,
        extension=reckoning.extension,
    )
    return _("不中止则为 %s。") % words.short_day(plain.due_on, today) if plain.due_on else ""


def _calendars(reckoning: Reckoning) -> str:
    """日历：2026 年放假安排（正式）、2027 年放假安排（暂定）。"""
    years = sorted({line.on.year for line in reckoning.days})
    return _("日历：%s。") % listed(_calendar_of(year, reckoning) for year in years)


def _calendar_of(year: int, reckoning: Reckoning) -> str:
    facts = reckoning.calendar.years[year]
    if facts.is_provisional:
        return _("%d 年放假安排（暂定）") % year
    notice = facts.document_no or _("放假安排")
    return _("%(year)d 年%(notice)s（正式）") % {"year": year, "notice": notice}


def _provisional_years(reckoning: Reckoning) -> tuple[int, ...]:
    """The years whose notice may still move the date."""
    if not reckoning.provisional or reckoning.due_on is None:
        return ()
    years = {line.on.year for line in reckoning.days}
    waiting = {year for year in years if reckoning.calendar.years[year].is_provisional}
    return tuple(sorted(waiting or {reckoning.due_on.year + 1}))
