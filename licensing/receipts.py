"""The receipt (收件凭证): what was received, how many and when; apart from it, what is still to come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from licensing.letters import Content, Due, Matter, facts_of, promises
from licensing.models import Material
from licensing.verdicts import Given, Verdict
from records.languages import listed

NOT_GIVEN = "not_given"  # the coded reason of a 补正 for what was not on the counter at all


@dataclass(frozen=True)
class Brought:
    """What lay on the counter when the receipt was given; None of it where the window took nothing."""

    received: tuple[tuple[str, int, str], ...] = ()
    """Title, copies, what was seen of it."""
    missing: tuple[str, ...] = ()
    promised: tuple[tuple[str, date], ...] = ()
    uncounted: tuple[str, ...] = ()
    """Nobody has looked yet whether these are there."""


def brought(materials: Iterable[Material], given: Iterable[Given], filed: Collection[str]) -> Brought:
    """The materials by what the window said of each; `filed` are the keys of those with a file.

    A material with no verdict and no file is not claimed: the receipt proves what was received.
    """
    said = {one.material: one for one in given}
    received, missing, promised, uncounted = [], [], [], []
    for material in materials:
        one = said.get(material.key)
        if one is not None and one.verdict == Verdict.PROMISED and one.promised_on:
            promised.append((material.title, one.promised_on))
        elif seen := _seen(one, material.key in filed):
            received.append((material.title, material.copies, seen))
        elif one is None:
            uncounted.append(material.title)
        elif one.verdict == Verdict.CORRECT:
            missing.append(material.title)
    return Brought(tuple(received), tuple(missing), tuple(promised), tuple(uncounted))


def _seen(one: Given | None, is_filed: bool) -> str:
    """What was seen of a material that was there; empty of one that was not."""
    if one is None:
        return _("收到，待核对") if is_filed else ""
    if one.verdict == Verdict.COMPLETE:
        return _("齐全")
    is_there = one.verdict == Verdict.CORRECT and (is_filed or one.reason_code != NOT_GIVEN)
    return _("待补正，见通知书") if is_there else ""


def receipt(matter: Matter, what: Brought | None, *, channel: str, word_by: Due) -> Content:
    """收件凭证: what was received, and until when the window says whether it is accepted."""
    facts = facts_of(
        matter,
        [_("收件日期"), matter.day(matter.received_on)],
        [_("申请方式"), channel],
        [_("最迟答复"), word_by.words(matter.language)],
    )
    said = _(
        "逾期没有告知需要补正的，自收到申请之日起即为受理（行政许可法第三十二条）。凭案号和查询码可以查进度。"
    )
    content = {
        "recipient": matter.recipient,
        "facts": facts,
        "paragraphs": [said],
        "rights": _apart(matter, what),
        "qr": matter.track,
    }
    return {**content, "table": _table(matter, what)} if what and what.received else content


def _table(matter: Matter, what: Brought) -> dict[str, list[Any]]:
    on = matter.received_on.isoformat()
    received = enumerate(what.received, 1)
    rows = [[number, title, copies, on, seen] for number, (title, copies, seen) in received]
    head = [_("序号"), _("收到的材料"), _("份数"), _("收到日期"), _("当场看到的情况")]
    return {"head": head, "rows": rows}


def _apart(matter: Matter, what: Brought | None) -> list[str]:
    """What the receipt does not claim, each kind in its sentence."""
    if what is None:
        return [_("材料没有收取，也没有核对。")]
    missing, uncounted = _("没有收到：{names}。"), _("收件时没有逐份清点：{names}；清点后一并答复。")
    return [
        *([missing.format(names=listed(what.missing))] if what.missing else []),
        *([uncounted.format(names=listed(what.uncounted))] if what.uncounted else []),
        *promises(matter, what.promised),
    ]
