"""A case as it would stand after an extension (Art. 42): both dates with their working."""

from dataclasses import dataclass, replace
from datetime import date

from workdays.explaining import Working
from workflow.clocks import moves_promise
from workflow.models import Extension
from workflow.overview.clocks import PROMISED, STATUTORY, working_of
from workflow.overview.file import CaseFile


@dataclass(frozen=True, slots=True)
class Lengthened:
    """One clock now and after the extension, each with its working."""

    title: str
    now: Working
    then: Working

    @property
    def before(self) -> date | None:
        return self.now.reckoning.due_on

    @property
    def after(self) -> date | None:
        return self.then.reckoning.due_on

    @property
    def stays(self) -> bool:
        """Whether the extension leaves this clock where it is."""
        return self.now.reckoning.total == self.then.reckoning.total


def lengthened(file: CaseFile, days: int) -> list[Lengthened]:
    """Both clocks of an accepted case, before and after so many working days more approved today."""
    moves = moves_promise(file.case.promised_on, file.today)
    later = replace(file, extension=Extension(case=file.case, days=days, moves_promise=moves, on=file.today))
    now = replace(file, extension=None)
    found = []
    for clock in (PROMISED, STATUTORY):
        title, working = working_of(now, clock)
        found.append(Lengthened(title, working, working_of(later, clock)[1]))
    return found
