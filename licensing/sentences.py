"""How the acts of licensing read in the ledger."""

from django.utils.translation import gettext_lazy as _

from licensing.states import Channel, DecisionKind, Delivered, DeliveryMethod
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

SENTENCES = {
    "item.published": _("{actor} 发布事项“{name}”第 {number} 版，自 {in_force_from} 起施行"),
    "application.received": _("{actor} 收件：{title}，{channel}，收件日期 {received_on}，{document}"),
    "application.amended": _("{actor} 当场更正申请表：{fields}"),
    "materials.checked": _("{actor} 核对材料：{materials}"),
    "materials.attached": _("{actor} 收存材料附件：{files}"),
    "materials.detached": _("{actor} 移除误传的材料附件：{files}"),
    "application.correction_requested": _(
        "{actor} 一次告知补正：{materials}，期限至 {reply_due_on}，{document}"
    ),
    "application.correction_received": _("{actor} 收到补正：{materials}；仍缺：{deficient}"),
    "request.not_ours": _("{actor} 答复目录外申请：不属本机关，请向{whom}申请，{document}"),
    "request.not_required": _("{actor} 答复目录外申请：无需许可，{document}"),
    "promise.kept": _("{actor} 收到承诺后补的“{material}”：承诺 {promised_on} 前，{came_on} 收到，{channel}"),
    "application.accepted": _(
        "{actor} 受理，自 {accepted_on} 起计，承诺 {promised_days} 日，法定 {statutory_days} 日，{document}"
    ),
    "application.not_accepted": _("{actor} 不予受理：{reasons}，{document}"),
    "application.not_ours": _("{actor} 告知不属本机关，请向{whom}申请，{document}"),
    "application.not_required": _("{actor} 告知无需许可：{reasons}，{document}"),
    "application.withdrawn": _("{actor} 登记申请人撤回：{reason}"),
    "application.sent_back": _("补正期限 {reply_due_on} 已过未补正，作退回件办结"),
    "special.started": _(
        "{actor} 启动特别程序“{procedure}”（{ground}），预计 {expected_days} 日，{document}"
    ),
    "special.ended": _("{actor} 报送特别程序结果：{outcome}"),
    "special.resumed": _("{actor} 登记“{step}”的特别程序结果，{last_on} 止不计时：{reason}"),
    "opinion.submitted": _("{actor} 提交“{step}”意见：{outcome}"),
    "letter.sent": _("{actor} 发出征求意见函 {number}（{sent_on}）"),
    "site_check.assigned": _("{actor} 指派核查人员：{inspectors}"),
    "site_check.recorded": _("{actor} 登记现场核查：{inspectors}，{checked_on}，合格：{has_passed}"),
    "synthesis.made": _("{actor} 综合审定，建议{recommends}"),
    "decision.made": _("{actor} 作出决定：{kind}，{document}"),
    "case.forwarded": _("{actor} 签署意见并转报{superior}"),
    "superior.registered": _("{actor} 登记{organ}的决定 {number}（{decided_on}），准予：{is_granted}"),
    "service.finished": _("{actor} 办结：{result}"),
    "licence.issued": _("{actor} 制证：{licence}，有效期 {valid_from} 至 {valid_until}"),
    "result.delivered": _("{actor} 送达{delivered}，{method}"),
}
WORDS = {
    "channel": dict(Channel.choices),
    "outcome": dict(Outcome.choices),
    "kind": dict(DecisionKind.choices),
    "recommends": dict(DecisionKind.choices),
    "delivered": dict(Delivered.choices),
    "method": dict(DeliveryMethod.choices),
    "ground": dict(PauseGround.choices),
}
