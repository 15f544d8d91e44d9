"""Who may apply for what on a day: closed items, barred parties, strangers; each refusal names its reason."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from licensing.legality import has_sufficient_basis
from licensing.models import ItemVersion
from licensing.refusals import refuse
from parties.models import Agent, Bar, Party
from records.languages import listed


def refuse_if_closed(version: ItemVersion, on: date) -> None:
    """Refuse an item nobody may apply for on that day, saying since or until when, and why (Art. 14-17)."""
    if version.closed_on is not None and version.closed_on <= on:
        message = _("“{item}”自 {day} 起不再办理：{reason}。")
        words = message.format(
            item=version.title, day=version.closed_on.isoformat(), reason=version.why_closed
        )
        raise refuse("item.closed", words, field="item")
    if not version.is_open:
        message = _("“{item}”不能受理：{reason}。").format(item=version.title, reason=version.why_closed)
        raise refuse("item.not_open", message, field="item")
    if version.open_on is not None and on < version.open_on:
        message = _("“{item}”自 {day} 起办理，依据{basis}。")
        words = message.format(item=version.title, day=version.open_on.isoformat(), basis=_bases(version))
        raise refuse("item.not_yet_open", words, field="item")
    _refuse_ungrounded(version, on)
    _refuse_superseded(version, on)


def _refuse_ungrounded(version: ItemVersion, on: date) -> None:
    if not has_sufficient_basis(version.nature, version.bases.all(), on):
        message = _(
            "“{item}”的依据（{basis}）已经失效或者位阶不够，不得实施（行政许可法第十四条至第十七条）。"
        )
        raise refuse(
            "art17.no_basis", message.format(item=version.title, basis=_bases(version)), field="item"
        )


def _refuse_superseded(version: ItemVersion, on: date) -> None:
    current = version.item.version_on(on)
    if current is None or current.pk != version.pk:
        message = _("“{item}”的办事指南已更新，请按新的指南重新核对。").format(item=version.title)
        raise refuse("item.new_version", message, field="item")


def to_be_abolished(on: date) -> list[ItemVersion]:
    """Items listed for abolition: not closed by date, and without a basis that carries them that day."""
    current = ItemVersion.objects.current(on).filter(closed_on__isnull=True).prefetch_related("bases")
    versions = current.select_related("item").order_by("item__code")
    return [each for each in versions if not has_sufficient_basis(each.nature, each.bases.all(), on)]


def bar_of(version: ItemVersion, party: Party, on: date) -> Bar | None:
    """What bars the party from this very item that day; of several what bars it longest."""
    return Bar.objects.barring(party, version.item.code, on).order_by("-last_on").first()


def refuse_if_barred(version: ItemVersion, party: Party, on: date) -> None:
    """Refuse a party barred from this very item (Art. 78-79), naming decision, article and last day."""
    bar = bar_of(version, party, on)
    if bar is None:
        return
    message = _("该申请人至 {day} 不得申请本事项：{ground}，依据{article}，决定文号{number}。")
    last = bar.last_on.isoformat() if bar.last_on else ""
    words = message.format(day=last, ground=bar.ground, article=bar.article, number=bar.decision_no)
    raise refuse("art78.barred", words, field="party")


def refuse_strangers(version: ItemVersion, party: Party, agent: Agent | None, on: date) -> None:
    """Refuse a party of the wrong kind, and an agent without a power of attorney that day (Art. 29)."""
    if version.applicants not in ("any", party.kind):
        message = _("“{item}”只能由{kind}申请。")
        kind = _("自然人") if version.applicants == "person" else _("企业等组织")
        raise refuse("item.applicant", message.format(item=version.title, kind=kind), field="party")
    if agent is not None and (agent.party_id != party.pk or not agent.holds(on)):
        message = _("代理人的委托书当日无效（行政许可法第二十九条）。")
        raise refuse("art29.agent", message, field="agent")


def _bases(version: ItemVersion) -> str:
    return listed(basis.title_in_words() for basis in version.bases.order_by("order"))
