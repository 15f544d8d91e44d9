"""How it begins: received, asked once to correct, accepted or not (Art. 32)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.kinds import DocumentKind
from licensing.progress.chapters import DONE, NEXT, NOW, Chapter, by_day, on_day
from licensing.progress.reading import Progress
from licensing.states import BEFORE_ACCEPTANCE, State
from workdays import words
from workdays.reckoning import Unit

ENDED_HERE = {
    State.NOT_ACCEPTED: (
        gettext_lazy("不予受理"),
        gettext_lazy("理由和您的权利都写在通知书里。"),
        DocumentKind.NOT_ACCEPTED,
    ),
    State.NOT_OURS: (
        gettext_lazy("不归我们办"),
        gettext_lazy("该向谁申请，告知书里写明了。"),
        DocumentKind.NOT_OURS,
    ),
    State.NOT_REQUIRED: (
        gettext_lazy("不需要许可"),
        gettext_lazy("这件事不用办许可，说明写在告知书里。"),
        DocumentKind.NO_LICENCE_NEEDED,
    ),
    State.RETURNED: (
        gettext_lazy("材料已退回"),
        gettext_lazy("期限内没有补正。备齐以后可以重新申请。"),
        None,
    ),
}


def beginning(progress: Progress) -> Iterator[Chapter]:
    """From the receipt to the window's word, and what would follow it."""
    yield _received(progress)
    yield from _asked(progress)
    if progress.case.accepted_on is not None:
        yield _accepted(progress)
    elif progress.state in ENDED_HERE:
        yield _ended(progress)
    elif progress.state in BEFORE_ACCEPTANCE:
        yield _waiting(progress)
        yield from _expected(progress)


def _received(progress: Progress) -> Chapter:
    application = progress.application
    channel = _("%(channel)s申请，已出具收件凭证。") % {"channel": application.get_channel_display()}
    when = on_day(application.received_on, progress.today)
    return Chapter(DONE, _("收到您的申请"), when, channel, progress.paper(DocumentKind.RECEIPT))


def _asked(progress: Progress) -> Iterator[Chapter]:
    asked = progress.correction
    if asked is None:
        return
    n = len(progress.lines)
    said = ngettext("共 %(n)d 件，以后不再提新的要求。", "共 %(n)d 件，以后不再提新的要求。", n) % {"n": n}
    when = on_day(asked.requested_on, progress.today)
    yield Chapter(DONE, _("一次告诉您要补什么"), when, said, asked.document)
    if asked.answered_on is not None:
        yield Chapter(DONE, _("收到您补的材料"), on_day(asked.answered_on, progress.today))


def _accepted(progress: Progress) -> Chapter:
    said = _("从这天起算时限，这天是第 0 天。")
    if progress.application.is_deemed_accepted:
        said = _("五个工作日内没有告知，依法自收到之日起即为受理；时限从这天起算。")
    when = on_day(progress.case.accepted_on, progress.today)
    return Chapter(DONE, _("受理了"), when, said, progress.paper(DocumentKind.ACCEPTANCE))


def _ended(progress: Progress) -> Chapter:
    title, said, kind = ENDED_HERE[progress.state]
    when = on_day(progress.application.ended_on or progress.application.told_on, progress.today)
    return Chapter(DONE, str(title), when, str(said), progress.paper(kind) if kind else None)


def _waiting(progress: Progress) -> Chapter:
    if progress.waits_for_pieces and progress.correction is not None:
        n = len(progress.owed)
        title = ngettext("等您补交 %(n)d 件材料", "等您补交 %(n)d 件材料", n) % {"n": n}
        when = by_day(progress.correction.reply_due_on, progress.today)
        provisional = progress.is_provisional(progress.correction.reply_due_on)
        return Chapter(NOW, title, when, _("时限还没有开始计算。"), provisional=provisional, is_today=True)
    word = progress.word
    title = _("窗口正在核对补交的材料") if progress.correction else _("窗口正在核对材料")
    said = _("最迟这天答复您；逾期没有答复，依法即为受理。")
    when = by_day(word.due_on, progress.today)
    return Chapter(NOW, title, when, said, provisional=word.is_provisional, is_today=True)


def _expected(progress: Progress) -> Iterator[Chapter]:
    version = progress.application.item_version
    yield Chapter(NEXT, _("受理，开始计时"), _("材料齐全的当天"))
    if version.promised_limit is not None and version.statutory_limit is not None:
        unit = Unit(version.limit_unit)
        promised = words.number_of_days(version.promised_limit, unit)
        statutory = words.number_of_days(version.statutory_limit, unit)
        said = _("法定 %(days)s。") % {"days": statutory}
        title = _("转报上级机关") if version.decided_by_superior else _("办好")
        yield Chapter(NEXT, title, _("受理后 %(days)s内") % {"days": promised}, said)
