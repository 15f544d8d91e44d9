"""The words a process definition is written in."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class StepKind(TextChoices):
    """What a step is for; the screens choose the page of a task by it."""

    INTAKE = "intake", _("收件受理")
    ASSIGN = "assign", _("指派")
    REVIEW = "review", _("审查")
    SITE_CHECK = "site_check", _("现场核查")
    APPRAISAL = "appraisal", _("特别程序")
    SYNTHESIS = "synthesis", _("综合审定")
    DECISION = "decision", _("决定")
    CERTIFICATE = "certificate", _("制证")
    DELIVERY = "delivery", _("送达")
    FORWARD = "forward", _("转报")
    OPINION_LETTER = "opinion_letter", _("征求意见")
    CUSTOM = "custom", _("其他")


OUTSIDE_THE_CLOCKS = frozenset({StepKind.INTAKE, StepKind.CERTIFICATE, StepKind.DELIVERY})
DECIDING = frozenset({StepKind.DECISION, StepKind.FORWARD})


class UnitRule(TextChoices):
    """How a step finds its unit."""

    WINDOW = "window", _("窗口")
    UNIT = "unit", _("指定单位")
    DISTRICT_BUREAU = "district_bureau", _("辖区局，无委托则牵头处")
    OUTSIDE = "outside", _("外部机关")
    LEADERSHIP = "leadership", _("局领导")


class Join(TextChoices):
    """How many predecessors a step waits for."""

    ALL = "all", _("全部办结")
    ANY = "any", _("任一办结")
    N = "n", _("若干办结")


class OnNegative(TextChoices):
    """What a negative result of a predecessor does to the step that joins."""

    WAIT_ALL = "wait_all", _("等齐全部意见")
    DECIDE_NOW = "decide_now", _("立即进入本环节")


class PauseGround(TextChoices):
    """The eight grounds of Art. 45 of the Administrative Licensing Law; there is no ninth."""

    HEARING = "hearing", _("听证")
    TENDER = "tender", _("招标")
    AUCTION = "auction", _("拍卖")
    INSPECTION = "inspection", _("检验")
    TESTING = "testing", _("检测")
    QUARANTINE = "quarantine", _("检疫")
    APPRAISAL = "appraisal", _("鉴定")
    EXPERT_REVIEW = "expert_review", _("专家评审")


class Priority(IntegerChoices):
    """The order in every inbox: the green channel first."""

    GREEN = 0, _("绿色通道")
    URGENT = 1, _("急件")
    NORMAL = 2, _("普通")
