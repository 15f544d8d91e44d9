"""What letters about the clocks say: an uncounted procedure (Art. 45), an extension (Art. 42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from licensing.letters import Content, Matter, facts_of


@dataclass(frozen=True)
class Moved:
    """One limit of a case before and after an extension; None while the clock stands."""

    before: date | None
    after: date | None
    is_provisional: bool = False

    def words(self, matter: Matter) -> str:
        """2026 年 10 月 21 日 → 2026 年 11 月 4 日, or why there is no date yet."""
        if self.after is None or self.before is None:
            return _("计时中止，恢复后按延长的期限计算")
        if self.after == self.before:
            return _("{day}（不变）").format(day=matter.day(self.after))
        said = _("由{before}延至{after}").format(before=matter.day(self.before), after=matter.day(self.after))
        return said + (_("，暂定，以届时公布的放假安排为准") if self.is_provisional else "")


def special(matter: Matter, *, procedure: str, ground: str, expected_days: int, begins_on: date) -> Content:
    """特别程序告知书: which of the eight grounds, how long, from when."""
    said = _("“{item}”申请在审查中依法需要{procedure}（{ground}），所需时间不计入审查期限。")
    if procedure == ground:
        said = _("“{item}”申请在审查中依法需要{ground}，所需时间不计入审查期限。")
    words = said.format(item=matter.item, procedure=procedure, ground=ground)
    facts = facts_of(
        matter,
        [_("开始日期"), matter.day(begins_on)],
        [_("预计所需时间"), _("{days} 日").format(days=expected_days)],
        [_("结束"), _("结果到达本局之日")],
    )
    basis = _("依据：《中华人民共和国行政许可法》第四十五条。")
    return {"recipient": matter.recipient, "paragraphs": [words], "facts": facts, "rights": [basis]}


def extension(
    matter: Matter,
    *,
    days: int,
    reason: str,
    is_joint: bool,
    accepted_on: date,
    promised: Moved,
    statutory: Moved,
) -> Content:
    """延期决定告知书: the reason, the days, who approved, both limits before and after."""
    head = _("本级人民政府负责人") if is_joint else _("本行政机关负责人")
    said = _(
        "你（单位）的“{item}”申请，本局于{day}受理。因下列原因不能在原定期限内作出决定，经{head}批准，"
        "办理期限延长{days}个工作日。"
    )
    words = said.format(item=matter.item, day=matter.day(accepted_on), head=head, days=days)
    facts = facts_of(
        matter,
        [_("延长期限"), _("{days} 个工作日").format(days=days)],
        [_("承诺办结"), promised.words(matter)],
        [_("法定办结"), statutory.words(matter)],
    )
    basis = _("依据：《中华人民共和国行政许可法》第四十二条。延长只有一次；不要求你（单位）另行提交材料。")
    return {
        "recipient": matter.recipient,
        "paragraphs": [words, _("理由：{reason}").format(reason=reason)],
        "facts": facts,
        "rights": [basis],
    }
