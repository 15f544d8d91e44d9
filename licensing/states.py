"""The life of an application before and after acceptance, as a table."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an application stands in law."""

    RECEIVED = "received", _("已收件")
    CORRECTION = "correction", _("待补正")
    ACCEPTED = "accepted", _("已受理")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    NOT_OURS = "not_ours", _("不属本机关")
    NOT_REQUIRED = "not_required", _("无需许可")
    RETURNED = "returned", _("退回件")
    GRANTED = "granted", _("准予")
    DENIED = "denied", _("不予许可")
    FORWARDED = "forwarded", _("已转报")
    SUPERIOR_GRANTED = "superior_granted", _("上级准予")
    SUPERIOR_DENIED = "superior_denied", _("上级不予许可")
    DONE = "done", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤回")
    TERMINATED = "terminated", _("已终止")


class Channel(TextChoices):
    """How an application may come in (Art. 29, 33)."""

    WINDOW = "window", _("窗口当面")
    LETTER = "letter", _("信函")
    FAX = "fax", _("传真")
    EMAIL = "email", _("电子邮件")
    ONLINE = "online", _("网上")


class DecisionKind(TextChoices):
    """What the bureau itself may decide."""

    GRANTED = "granted", _("准予")
    DENIED = "denied", _("不予许可")
    FORWARDED = "forwarded", _("转报")


class LicenceState(TextChoices):
    """The standing of a licence (Art. 67-70)."""

    VALID = "valid", _("有效")
    EXPIRED = "expired", _("已过期")
    CHANGED = "changed", _("已变更")
    WITHDRAWN = "withdrawn", _("已撤回")
    REVOKED = "revoked", _("已撤销")
    CANCELLED = "cancelled", _("已注销")


class Delivered(TextChoices):
    """What the window hands over."""

    DECISION = "decision", _("决定书")
    LICENCE = "licence", _("证书")


class DeliveryMethod(TextChoices):
    """How a result reaches the applicant."""

    COUNTER = "counter", _("窗口领取")
    POST = "post", _("邮寄送达")
    ONLINE = "online", _("网上送达")


ENDED_EARLY = frozenset({State.WITHDRAWN, State.TERMINATED})
MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: ENDED_EARLY
    | {State.CORRECTION, State.ACCEPTED, State.NOT_ACCEPTED, State.NOT_OURS, State.NOT_REQUIRED},
    State.CORRECTION: ENDED_EARLY | {State.ACCEPTED, State.NOT_ACCEPTED, State.NOT_OURS, State.RETURNED},
    State.ACCEPTED: ENDED_EARLY | {State.GRANTED, State.DENIED, State.FORWARDED, State.DONE},
    State.FORWARDED: frozenset({State.SUPERIOR_GRANTED, State.SUPERIOR_DENIED}),
}
"""From where an application may go where; a state without a row is an end."""

BEFORE_ACCEPTANCE = frozenset({State.RECEIVED, State.CORRECTION})
AWAITING = frozenset({State.CORRECTION, State.ACCEPTED})
"""Where a promised material may still come: once its verdict stands, until the decision."""
LIVE = BEFORE_ACCEPTANCE | {State.ACCEPTED, State.FORWARDED}
FAVOURABLE = frozenset({State.GRANTED, State.SUPERIOR_GRANTED, State.DONE})


def may_move(old: State, new: State) -> bool:
    """True if the law knows this step."""
    return new in MOVES.get(old, frozenset())
