"""Choices as cards: the word, what follows from it, its key."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.forms.review import RETURN
from licensing.states import DecisionKind
from workflow.outcomes import Outcome

Card = dict[str, Any]
CONCLUSIONS: list[Card] = [
    {"value": Outcome.AGREE, "title": Outcome.AGREE.label, "consequence": _("没有条件"), "key": "1"},
    {
        "value": Outcome.AGREE_WITH_CONDITIONS,
        "title": Outcome.AGREE_WITH_CONDITIONS.label,
        "consequence": _("条件须有依据，写入决定"),
        "key": "2",
    },
    {
        "value": Outcome.DISSENT,
        "title": Outcome.DISSENT.label,
        "consequence": _("写明理由，牵头处须书面答复"),
        "key": "3",
    },
]
RESULTS: list[Card] = [
    {"value": "yes", "title": _("合格"), "consequence": _("进入下一环节"), "key": "1"},
    {"value": "no", "title": _("不合格"), "consequence": _("写明哪些项目不符合"), "key": "2"},
]
CHECKS: list[Card] = [
    {"value": "yes", "title": _("合格"), "consequence": _("与申报一致；可以附条件"), "key": "1"},
    {"value": "no", "title": _("不合格"), "consequence": _("作为不同意见，牵头处须书面答复"), "key": "2"},
]
RECOMMENDATIONS: list[Card] = [
    {
        "value": DecisionKind.GRANTED,
        "title": _("建议准予"),
        "consequence": _("条件一并送局长签批"),
        "key": "1",
    },
    {
        "value": DecisionKind.DENIED,
        "title": _("建议不予许可"),
        "consequence": _("写明不符合哪一条"),
        "key": "2",
    },
]
FORWARDS: list[Card] = [
    {**RECOMMENDATIONS[0], "consequence": _("随案转报上级机关决定")},
    RECOMMENDATIONS[1],
]
GRANT: Card = {
    "value": DecisionKind.GRANTED,
    "title": _("准予许可"),
    "consequence": _("出具决定书，10 个工作日内送达"),
    "key": "1",
}
DENY: Card = {
    "value": DecisionKind.DENIED,
    "title": _("不予许可"),
    "consequence": _("理由必填，自动附权利告知"),
    "key": "2",
}
BACK: Card = {
    "value": RETURN,
    "title": _("退回综合审定"),
    "consequence": _("写明要查什么；时限不停"),
    "key": "3",
}
