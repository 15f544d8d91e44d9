"""A date beside the clocks of a case: what is due, from when, by which law, whether done."""

from dataclasses import dataclass
from datetime import date

from workdays.explaining import Working, explain
from workdays.reckoning import Reckoning


@dataclass(frozen=True, slots=True)
class Dated:
    """One such date; `code` names it in the address of its working, `done_on` the day it was answered."""

    code: str
    title: str
    reckoning: Reckoning
    start_word: str
    law: str
    done_on: date | None = None

    @property
    def due_on(self) -> date | None:
        return self.reckoning.due_on

    def working(self, today: date) -> Working:
        """How it was counted, with the days over the limit up to the day it was done, else to today."""
        until = self.done_on or today
        word, law = self.start_word, self.law
        return explain(self.reckoning, today=today, start_word=word, law=law, until=until)
