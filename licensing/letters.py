"""What the official documents of an application say, in its language: facts in, content out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from documents.typesetting import day_in_words
from licensing.legality import Nature
from records.languages import listed

Content = dict[str, Any]
Row = Sequence[object]


@dataclass(frozen=True)
class Matter:
    """What every letter names: the case, the item, who asks, the day it came in."""

    number: str
    item: str
    item_code: str
    nature: str
    recipient: str
    received_on: date
    bases: tuple[str, ...]
    entrusted_by: str = ""
    language: str = "zh"

    def day(self, on: date) -> str:
        return day_in_words(on, self.language)

    @property
    def is_licence(self) -> bool:
        return self.nature == Nature.LICENCE

    @property
    def track(self) -> str:
        return f"/track/?number={self.number}"


@dataclass(frozen=True)
class Due:
    """A due date as printed; a provisional one says so."""

    on: date | None
    days: int
    is_provisional: bool

    def words(self, language: str) -> str:
        if self.on is None:
            return _("{days} 个工作日").format(days=self.days)
        said = _("{day}（{days} 个工作日）").format(day=day_in_words(self.on, language), days=self.days)
        return said + (_("，暂定，以届时公布的放假安排为准") if self.is_provisional else "")


def facts_of(matter: Matter, *rows: Row) -> list[list[object]]:
    """Case and item, then the letter's own facts."""
    return [[_("案号"), matter.number], [_("事项"), matter.item], *(list(row) for row in rows)]


def correction(matter: Matter, lines: Iterable[Row], *, term_days: int, reply_by: date) -> Content:
    """补正通知书: everything at once, and the term."""
    said = _(
        "你（单位）于{day}提出的“{item}”申请，材料不齐全或者不符合法定形式。现一次告知需要补正的全部内容："
    )
    later = _("请于{day}前（{days} 个工作日内）补正。补正齐全的，本局应当受理；以后不再提出新的要求。")
    free = _(
        "在此期限内没有补正的，材料退回，可以重新申请。依据：《中华人民共和国行政许可法》第三十二条第一款第四项。"
    )
    return {
        "recipient": matter.recipient,
        "paragraphs": [said.format(day=matter.day(matter.received_on), item=matter.item)],
        "facts": facts_of(matter),
        "table": {"head": [_("序号"), _("材料"), _("需要补正的内容")], "rows": [list(row) for row in lines]},
        "rights": [later.format(day=matter.day(reply_by), days=term_days), free],
    }


def acceptance(
    matter: Matter,
    *,
    accepted_on: date,
    promised: Due,
    statutory: Due,
    uncounted: Iterable[str],
    deemed: bool,
    to_follow: Iterable[tuple[str, date]] = (),
) -> Content:
    """受理通知书: the day it counts from, both limits, what is not counted, what is to follow."""
    said = _("你（单位）于{day}提出的“{item}”申请，符合受理条件，本局予以受理。")
    by_law = _(
        "本局没有在收到申请之日起五个工作日内告知，依照《中华人民共和国行政许可法》第三十二条，自收到之日起即为受理。"
    )
    paragraphs = [
        said.format(day=matter.day(matter.received_on), item=matter.item),
        *([by_law] if deemed else []),
    ]
    apart = [
        _("不计入时限：{name}，所需时间另行书面告知（行政许可法第四十五条）。").format(name=name)
        for name in uncounted
    ]
    facts = facts_of(
        matter,
        [_("受理日期"), matter.day(accepted_on)],
        [_("承诺办结"), promised.words(matter.language)],
        [_("法定办结"), statutory.words(matter.language)],
    )
    return {
        "recipient": matter.recipient,
        "paragraphs": paragraphs,
        "facts": facts,
        "rights": [*apart, *promises(matter, to_follow), free_of_charge()],
    }


def promises(matter: Matter, to_follow: Iterable[tuple[str, date]]) -> list[str]:
    """承诺后补: what may follow until when, and that its absence holds nothing up (DOMAIN 5)."""
    said = [_("{name}（{day}前）").format(name=name, day=matter.day(on)) for name, on in to_follow]
    words = _("承诺后补的材料：{names}。逾期没有补交的，按现有材料作出决定。")
    return [words.format(names=listed(said))] if said else []


def not_accepted(matter: Matter, reasons: str) -> Content:
    """不予受理通知书: the reasons, and the rights."""
    said = _("你（单位）于{day}提出的“{item}”申请，本局决定不予受理。理由：{reasons}")
    words = said.format(day=matter.day(matter.received_on), item=matter.item, reasons=reasons)
    return {
        "recipient": matter.recipient,
        "paragraphs": [words],
        "facts": facts_of(matter),
        "rights": rights(),
    }


def not_ours(matter: Matter, whom: str, reasons: str) -> Content:
    """不属本机关职权告知书: to whom to turn."""
    said = _("你（单位）于{day}提出的“{item}”申请事项依法不属于本局职权范围，本局不予受理。请向{whom}申请。")
    words = said.format(day=matter.day(matter.received_on), item=matter.item, whom=whom)
    more = [reasons] if reasons else []
    return {
        "recipient": matter.recipient,
        "paragraphs": [words, *more],
        "facts": facts_of(matter),
        "rights": rights(),
    }


def not_required(matter: Matter, reasons: str) -> Content:
    """无需行政许可告知书: nothing is needed, and why."""
    said = _("你（单位）于{day}提出的申请事项依法不需要取得行政许可。说明：{reasons}")
    words = said.format(day=matter.day(matter.received_on), reasons=reasons)
    return {"recipient": matter.recipient, "paragraphs": [words], "facts": facts_of(matter)}


def grant(matter: Matter, *, reasons: str, conditions: Iterable[str], deliver_by: date | None) -> Content:
    """准予决定书; for a registration its own title."""
    said = _(
        "你（单位）于{day}提出的“{item}”申请，本局已经受理。经审查，符合法定条件。依据{bases}，决定准予{act}。"
    )
    words = said.format(
        day=matter.day(matter.received_on), item=matter.item, bases=listed(matter.bases), act=_act(matter)
    )
    asked = [_("条件：{text}").format(text=text) for text in conditions]
    until = [_("证书在{day}前送达。").format(day=matter.day(deliver_by))] if deliver_by else []
    content = {
        "recipient": matter.recipient,
        "paragraphs": [words, *([reasons] if reasons else []), *asked, *until, *_entrusted(matter)],
        "facts": facts_of(matter),
        "rights": rights(),
    }
    return content if matter.is_licence else {**content, "title": _("准予登记决定书")}


def refusal(matter: Matter, *, reasons: str) -> Content:
    """不予决定书: the reasons and the rights (Art. 38)."""
    said = _("你（单位）于{day}提出的“{item}”申请，本局已经受理。经审查，决定不予{act}。理由：{reasons}")
    words = said.format(
        day=matter.day(matter.received_on), item=matter.item, act=_act(matter), reasons=reasons
    )
    paragraphs, facts = [words, *_entrusted(matter)], facts_of(matter)
    content = {"recipient": matter.recipient, "paragraphs": paragraphs, "facts": facts, "rights": rights()}
    return content if matter.is_licence else {**content, "title": _("不予登记决定书")}


def licence(
    matter: Matter,
    *,
    name: str,
    holder: Iterable[Row],
    scope: Iterable[Row],
    conditions: Iterable[str],
    valid_from: date,
    until: str,
) -> Content:
    """The certificate: holder, scope, the conditions it was granted under, validity."""
    facts = [
        *(list(row) for row in holder),
        *(list(row) for row in scope),
        *([_("条件"), text] for text in conditions),
        [_("有效期"), _("{first} 至 {last}").format(first=matter.day(valid_from), last=until)],
        [_("依据"), listed(matter.bases)],
    ]
    return {"title": name, "recipient": matter.recipient, "facts": facts}


def rights() -> list[str]:
    """The paragraph on reconsideration and lawsuit that no adverse document may lack (Art. 38)."""
    said = _(
        "如对本决定不服，可以自收到本决定书之日起六十日内依法申请行政复议，"
        "也可以自收到之日起六个月内依法向人民法院提起行政诉讼。"
    )
    return [said]


def free_of_charge() -> str:
    """True of every open item until a fee stands on a law or administrative regulation (Art. 58)."""
    return _("本事项不收费（行政许可法第五十八条）。")


def _act(matter: Matter) -> str:
    return pgettext("decided", "行政许可") if matter.is_licence else pgettext("decided", "登记")


def _entrusted(matter: Matter) -> list[str]:
    organ = matter.entrusted_by
    return [_("本事项受{organ}委托办理。").format(organ=organ)] if organ else []
