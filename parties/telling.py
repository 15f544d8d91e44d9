"""How the ledger lines of a party read."""

from django.utils.translation import gettext_lazy as _

from parties.models import EntitlementGround, PartyKind, QualityKind, RepresentativeRole
from records import sentences


def tell_in_words() -> None:
    """Give the ledger the sentences of this app's verbs."""
    sentences.register(
        {
            "party.registered": _("{actor} 登记{kind} {name} {uscc}"),
            "party.person_registered": _("{actor} 登记{kind}"),
            "party.credit_code_adopted": _("{actor} 登记换发的统一社会信用代码 {uscc}"),
            "party.details_changed": _("{actor} 修改资料：{fields}"),
            "party.representative_ended": _("{actor} 终止企业人员，止于 {last_on}"),
            "party.agent_appointed": _("{actor} 登记代理人，委托事项：{scope}，{first_on} 至 {last_on}"),
            "party.agent_ended": _("{actor} 终止代理，止于 {last_on}"),
            "party.barred": _("{actor} 限制申请 {item} 至 {last_on}：{ground}（{article}，{decision_no}）"),
            "party.bar_lifted": _("{actor} 解除限制：{reason}"),
        },
        {"kind": dict(PartyKind.choices)},
    )
    sentences.register(
        {"party.representative_appointed": _("{actor} 登记{role}，{first_on} 起")},
        {"role": dict(RepresentativeRole.choices)},
    )
    sentences.register(
        {
            "party.entitled": _("{actor} 批准绿色通道（{ground}）：{reason}，{first_on} 至 {last_on}"),
            "party.entitlement_ended": _("{actor} 终止绿色通道（{ground}）：{reason}，最后一天 {last_on}"),
        },
        {"ground": dict(EntitlementGround.choices)},
    )
    sentences.register(
        {"party.quality_recorded": _("{actor} 记入质量档案（{kind}）：{title}，来源：{source}")},
        {"kind": dict(QualityKind.choices)},
    )
