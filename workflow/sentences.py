"""How the engine's ledger lines read."""

from django.utils.translation import gettext_lazy as _

from workflow.ladder import Hearer, Moment, Scope
from workflow.lateness import LatenessKind
from workflow.outcomes import Outcome
from workflow.steps import PauseGround, Priority

SENTENCES = {
    "case.opened": _("{actor} 收件"),
    "task.completed": _("{actor} 办结“{step}”：{outcome}"),
    "task.claimed": _("{actor} 认领“{step}”"),
    "task.reassigned": _("{actor} 将“{step}”由{from}转办{to}：{reason}"),
    "task.delegated": _("{actor} 将“{step}”自 {first_on} 至 {last_on} 委托{to}办理：{reason}"),
    "task.returned": _("{actor} 将案件由“{step}”退回“{to}”：{reason}"),
    "task.recalled": _("{actor} 收回“{step}”：{reason}"),
    "task.consulted": _("{actor} 就“{step}”请{units}协办：{question}"),
    "task.passed_over": _("“{step}”于 {due_on} 逾期，{actor} 决定不再等待：{reason}"),
    "dissent.answered": _("{actor} 书面答复“{step}”的不同意见：{text}"),
    "clock.paused": _("{actor} 就“{step}”启动特别程序（{ground}），预计 {expected_days} 日，告知书 {notice}"),
    "clock.resumed": _("{actor} 结束“{step}”的特别程序，{last_on} 起恢复计时；承诺办结日 {promised_to}"),
    "extension.asked": _("{actor} 申请延期 {days} 个工作日：{reason}"),
    "extension.declined": _("{actor} 不批准延期 {days} 个工作日：{word}"),
    "clock.extended": _(
        "{actor} 批准延期 {days} 个工作日：{reason}；承诺办结日由 {promised_from} 至 {promised_to}，"
        "法定办结日由 {statutory_from} 至 {statutory_to}"
    ),
    "clock.recomputed": _("放假安排变动，{clock}由 {from} 改为 {to}"),
    "task.recomputed": _("放假安排变动，“{step}”到期日由 {from} 改为 {to}"),
    "clock.confirmed": _("工作日历公布，办结日是否暂定：{provisional}；承诺办结日 {promised_to}"),
    "case.withdrawn": _("申请人撤回申请：{reason}"),
    "case.terminated": _("{actor} 终止办理（{outcome}）：{reason}"),
    "case.prioritised": _("{actor} 将优先级调整为“{priority}”：{reason}"),
    "case.handed_over": _("{actor} 将首问责任由{from}移交{to}：{reason}"),
    "lateness.found": _("时限已过，登记超时"),
    "lateness.said": _("{actor} 说明超时原因（{kind}，应于 {due_on} 办结）：{reason}"),
    "lateness.closed": _("{actor} 销号（{kind}，应于 {due_on} 办结）：责任环节“{link}”，{reason}"),
    "sweep.ran": _("到期扫描：处理 {done} 项，待日历确定 {held} 项"),
    "ladder.rule_begun": _(
        "{actor} 自 {first_on} 起执行提醒规则：{scope}，{moment} {days_over}，提醒{hearer}"
    ),
    "ladder.rule_ended": _(
        "{actor} 将提醒规则（{scope}，{moment} {days_over}，提醒{hearer}）的止日定为 {last_on}"
    ),
    "process.drafted": _("{actor} 起草流程“{title}”"),
    "process.published": _("{actor} 发布流程“{title}”"),
}
WORDS = {
    "outcome": dict(Outcome.choices),
    "ground": dict(PauseGround.choices),
    "kind": dict(LatenessKind.choices),
    "scope": dict(Scope.choices),
    "moment": dict(Moment.choices),
    "hearer": dict(Hearer.choices),
    "priority": {each.name.lower(): each.label for each in Priority},
    "clock": {"promised_on": _("承诺办结日"), "statutory_on": _("法定办结日")},
}
