"""What silence means in licensing: sweeps that give it the law's consequences, each as often as one likes."""

from django.utils.translation import gettext_lazy as _

from licensing.sweeps.omissions import sweep_deliveries, sweep_inspectors
from licensing.sweeps.priorities import sweep_priorities
from licensing.sweeps.promises import sweep_promises
from licensing.sweeps.silence import sweep_unanswered, sweep_words
from workflow.sweeping import Sweep

SWEEPS = (
    Sweep("words", _("逾期未告知视为受理"), sweep_words),
    Sweep("unanswered", _("逾期未补正退回"), sweep_unanswered),
    Sweep("promises", _("承诺后补到期提醒"), sweep_promises),
    Sweep("priorities", _("绿色通道优先级"), sweep_priorities),
    Sweep("inspectors", _("逾期未指派核查人员"), sweep_inspectors),
    Sweep("deliveries", _("逾期未送达"), sweep_deliveries),
)
"""In the order they run; the engine's own sweep of passed limits comes before them."""
