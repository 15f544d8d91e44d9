"""What the window may say now of what lies before it, and why not the rest: the same rules as the acts'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.actions import Conclusion
from licensing.intake.lines import Line, numbers_of, with_verdict
from licensing.intake.sheet import Sheet
from licensing.intake_days import Word, word_due
from licensing.models import ItemVersion
from licensing.openness import refuse_if_barred, refuse_if_closed, refuse_strangers
from licensing.verdicts import Verdict
from parties.models import Party
from records.languages import listed
from records.refusals import LegalRefusal
from workdays.store import current_calendar


@dataclass(frozen=True)
class Prospect:
    """One word the window may say; `why_not` is empty if it may."""

    conclusion: Conclusion
    why_not: str

    is_plain: bool = False
    """Whether the note above all words says the same already."""

    @property
    def is_possible(self) -> bool:
        return not self.why_not

    @property
    def why(self) -> str:
        """What stands under the resting button."""
        return "" if self.is_plain else self.why_not


@dataclass(frozen=True)
class Prospects:
    """Everything the window may say of a sheet."""

    sheet: Sheet

    @cached_property
    def word(self) -> Word:
        """Until when the window's word is due, and what silence has become."""
        return word_due(self.sheet.received_on, self.sheet.today, current_calendar())

    @cached_property
    def closed(self) -> str:
        """Why this cannot even be received; empty if it can."""
        sheet = self.sheet
        if sheet.party is None:
            return _("先选申请人。")
        if sheet.version is None:
            return _("再选事项。")
        return self._not_receivable(sheet.version, sheet.party) or self._malformed

    @cached_property
    def barred(self) -> str:
        """Why this party may not apply for this item now; empty if it may."""
        version, party, on = self.sheet.version, self.sheet.party, self.sheet.received_on
        if party is None or version is None:
            return ""
        return _refusal_of(lambda: refuse_if_barred(version, party, on))

    @cached_property
    def unchecked(self) -> list[Line]:
        return list(with_verdict(self.sheet.lines, ""))

    @cached_property
    def wrong(self) -> list[Line]:
        return list(with_verdict(self.sheet.lines, Verdict.CORRECT))

    @cached_property
    def lacking(self) -> list[Line]:
        """Lines whose verdict lacks its reason or its day."""
        return [line for line in self.sheet.lines if line.lacks]

    @property
    def primary(self) -> Conclusion | None:
        """What Ctrl+Enter says: acceptance if it may be, else the correction."""
        for conclusion in (Conclusion.ACCEPT, Conclusion.CORRECT):
            if self.of(conclusion).is_possible:
                return conclusion
        return None

    def of(self, conclusion: Conclusion) -> Prospect:
        why_not = self.closed or _WHY_NOT[conclusion](self)
        return Prospect(conclusion, why_not, is_plain=why_not in (self.closed, self.barred))

    @property
    def by_name(self) -> dict[str, Prospect]:
        """All of them, as a template reads them."""
        return {conclusion.value: self.of(conclusion) for conclusion in Conclusion}

    @property
    def state_words(self) -> str:
        """Where the checklist stands, in one sentence; empty before there is one."""
        if self.closed or self.barred or not self.sheet.lines:
            return self.closed or self.barred
        if self.unchecked:
            n = len(self.unchecked)
            return ngettext("还有 %(n)d 份未核对", "还有 %(n)d 份未核对", n) % {"n": n}
        if self.wrong:
            n = len(self.wrong)
            return ngettext("%(n)d 份待补正", "%(n)d 份待补正", n) % {"n": n}
        return _("材料齐全")

    @property
    def missing_fields(self) -> list[str]:
        """What the application form still lacks, by its labels."""
        labels = self.sheet.labels
        keys = dict.fromkeys(path.split(".")[0] for path in self.sheet.answers.missing)
        return [labels.get(key, key) for key in keys]

    @property
    def _malformed(self) -> str:
        labels = self.sheet.labels
        wrong = dict.fromkeys(labels.get(path.split(".")[0], path) for path in self.sheet.answers.malformed)
        return _("申请表填写有误：{fields}。").format(fields=listed(wrong)) if wrong else ""

    def _not_receivable(self, version: ItemVersion, party: Party) -> str:
        if self.sheet.application is not None:
            return ""
        on, agent = self.sheet.received_on, self.sheet.agent
        closed = _refusal_of(lambda: refuse_if_closed(version, on))
        return closed or _refusal_of(lambda: refuse_strangers(version, party, agent, on))


def prospects_of(sheet: Sheet) -> Prospects:
    """What may be said of a sheet as it stands."""
    return Prospects(sheet)


def _refusal_of(check: Callable[[], None]) -> str:
    try:
        check()
    except LegalRefusal as refusal:
        return refusal.message
    return ""


def _why_not_keep(prospects: Prospects) -> str:
    return prospects.barred or _lacking_words(prospects)


def _why_not_accept(prospects: Prospects) -> str:
    if prospects.barred or prospects.word.is_deemed_accepted:
        return prospects.barred or _lacking_words(prospects)
    if prospects.unchecked:
        return _("暂不可用：{lines}未核对。").format(lines=numbers_of(prospects.unchecked))
    if prospects.wrong:
        return _("暂不可用：{lines}待补正。").format(lines=numbers_of(prospects.wrong))
    return _lacking_words(prospects) or _form_words(prospects)


def _why_not_correct(prospects: Prospects) -> str:
    if prospects.barred:
        return prospects.barred
    if prospects.word.is_deemed_accepted:
        return _("已过五个工作日，自收到之日起即为受理，不得再要求补正（行政许可法第三十二条）。")
    if prospects.unchecked:
        return _("须一次告知全部内容：{lines}还没有核对。").format(lines=numbers_of(prospects.unchecked))
    if not prospects.wrong:
        return _("没有要补正的材料。")
    return _lacking_words(prospects)


def _why_not_refuse(prospects: Prospects) -> str:
    """What is not ours, or needs no licence, is said at any time; a barred party's is refused as barred."""
    return prospects.barred


def _why_not_barred(prospects: Prospects) -> str:
    return "" if prospects.barred else _("该申请人不在限制申请期内。")


def _lacking_words(prospects: Prospects) -> str:
    said = [
        _("{line}{lacks}").format(line=numbers_of([line]), lacks=line.lacks) for line in prospects.lacking
    ]
    return _("{words}。").format(words=_("；").join(said)) if said else ""


def _form_words(prospects: Prospects) -> str:
    fields = prospects.missing_fields
    return _("申请表还缺：{fields}。").format(fields=listed(fields)) if fields else ""


_WHY_NOT: dict[Conclusion, Callable[[Prospects], str]] = {
    Conclusion.KEEP: _why_not_keep,
    Conclusion.ACCEPT: _why_not_accept,
    Conclusion.CORRECT: _why_not_correct,
    Conclusion.NOT_OURS: _why_not_refuse,
    Conclusion.NOT_REQUIRED: _why_not_refuse,
    Conclusion.BARRED: _why_not_barred,
}
