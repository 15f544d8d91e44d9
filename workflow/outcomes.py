"""What a task or a case comes to, and which of it is negative."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """The result of a task; the last ones are also results of a whole case."""

    AGREE = "agree", _("同意")
    AGREE_WITH_CONDITIONS = "agree_with_conditions", _("附条件同意")
    DISSENT = "dissent", _("不同意")
    PASSED = "passed", _("合格")
    FAILED = "failed", _("不合格")
    ACCEPTED = "accepted", _("受理")
    ANSWERED = "answered", _("已回复")
    ASSIGNED = "assigned", _("已指派")
    DONE = "done", _("办结")
    ISSUED = "issued", _("已制证")
    DELIVERED = "delivered", _("已送达")
    RETURNED = "returned", _("退回")
    RECALLED = "recalled", _("收回")
    REGISTERED = "registered", _("准予登记")
    REFUSED = "refused", _("不予受理")
    NOT_OURS = "not_ours", _("不属本机关")
    NOT_REQUIRED = "not_required", _("无需许可")
    GRANTED = "granted", _("准予许可")
    REFUSED_LICENCE = "denied", _("不予许可")
    FORWARDED = "forwarded", _("已转报")
    WITHDRAWN = "withdrawn", _("申请人撤回")
    TERMINATED = "terminated", _("终止办理")
    SENT_BACK = "sent_back", _("退回件")


NEGATIVE = frozenset({Outcome.DISSENT, Outcome.FAILED})
INTAKE_ENDINGS = frozenset({Outcome.REFUSED, Outcome.NOT_OURS, Outcome.NOT_REQUIRED})
CASE_ENDINGS = INTAKE_ENDINGS | {
    Outcome.REGISTERED,
    Outcome.GRANTED,
    Outcome.REFUSED_LICENCE,
    Outcome.FORWARDED,
    Outcome.WITHDRAWN,
    Outcome.TERMINATED,
    Outcome.SENT_BACK,
    Outcome.DONE,
}
