"""How the public reads a reckoning: the rule in a sentence, and what may still move the date."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.languages import listed
from workdays import words
from workdays.explaining import Working
from workdays.reckoning import Reckoning
from workdays.terms import Unit


def provisional_note(working: Working) -> str:
    """2027 年放假安排还没有公布，公布后可能有一两天变化。"""
    years = listed(map(str, working.provisional_years))
    return (
        ngettext(
            "%s 年放假安排还没有公布，公布后可能有一两天变化。",
            "%s 年放假安排还没有公布，公布后可能有一两天变化。",
            len(working.provisional_years),
        )
        % years
    )


def public_rule(working: Working) -> str:
    """The rule as the public reads it: day 0, the day counted to, what does not count, the law."""
    reckoning = working.reckoning
    facts = {
        "start": words.long_day(reckoning.start_on),
        "word": working.start_word,
        "n": reckoning.total,
        "law": working.law,
    }
    return _rule(reckoning, facts) + _longer(reckoning)


def _rule(reckoning: Reckoning, facts: Mapping[str, object]) -> str:
    if reckoning.unit == Unit.CALENDAR:
        rule = _(
            "%(start)s%(word)s，这天是第 0 天，数到第 %(n)d 天；"
            "最后一天逢休息日的，顺延到下一个工作日。依据：%(law)s。"
        )
        return rule % facts
    rule = _(
        "%(start)s%(word)s，这天是第 0 天；下一个工作日是第 1 天，数到第 %(n)d 个工作日。"
        "周末和法定节假日不算，调休上班的周末要算。依据：%(law)s。"
    )
    return rule % facts


def _longer(reckoning: Reckoning) -> str:
    """其中延期 10 个工作日（行政许可法第四十二条）。"""
    if not reckoning.extension:
        return ""
    days = words.number_of_days(reckoning.extension, reckoning.unit)
    return _("其中延期 %s（行政许可法第四十二条）。") % days
