"""How the engine says no: not there, already done by another, or refused for a named legal reason."""

from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from records.refusals import LegalRefusal
from workdays.days import SHANGHAI


class NotThereError(Http404):
    """Somebody else's case or task answers exactly like a missing one, at every door."""

    def __init__(self) -> None:
        super().__init__(_("没有这个案件或任务。"))


class AlreadyDoneError(LegalRefusal):
    """The second of two who act at once: says who was first and when. No rule was broken, none recorded."""

    def __init__(self, who: str = "", when: datetime | None = None) -> None:
        super().__init__("workflow.already_done", _first(who, when))
        self.who = who
        self.when = when


class AlreadyClaimedError(AlreadyDoneError):
    """The second of two who claim at once: says who has it."""

    def __init__(self, step: str, who: str) -> None:
        super().__init__(who)
        self.code = "workflow.claimed"
        self.args = (_("“{step}”已由{who}认领。").format(step=step, who=who),)


def _first(who: str, when: datetime | None) -> str:
    if when is None:
        return _("该事项刚由他人办理，请刷新页面。")
    moment = when.astimezone(SHANGHAI).strftime("%m-%d %H:%M")
    words = _("该事项已由{who}于 {when} 办理，请刷新页面。")
    return words.format(who=who or _("系统"), when=moment)
