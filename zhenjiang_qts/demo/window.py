"""What happens at the window of the demo: an application comes in, is checked, corrected, accepted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from licensing.actions import (
    Filing,
    Given,
    Ground,
    Piece,
    accept,
    receive_application,
    receive_correction,
    refuse_acceptance,
    request_correction,
    set_verdicts,
    withdraw,
)
from licensing.answering import form_of, wanted_materials
from licensing.models import Application, ItemVersion, Material
from licensing.states import Channel
from licensing.verdicts import Verdict
from organization.models import Person
from parties.models import Party
from workdays.days import local_day
from zhenjiang_qts.demo.answers import answers_for
from zhenjiang_qts.demo.clock import Clock

CHANNELS = [Channel.WINDOW] * 7 + [Channel.ONLINE] * 2 + [Channel.LETTER]
Accepted = Callable[[Application, datetime], None]


@dataclass
class Window:
    """The window of the demo; `accepted` is told of every case that goes on to the departments."""

    clock: Clock
    clerks: list[Person]
    accepted: Accepted

    @property
    def chance(self) -> Random:
        return self.clock.chance

    def take_in(self, party: Party, version: ItemVersion, at: datetime) -> None:
        """An application is received; its materials are checked a little later."""
        clerk, on = self.chance.choice(self.clerks), local_day(at)
        form = form_of(version)
        answers = answers_for(form, district=party.district_id, on=on, chance=self.chance) if form else {}
        token = str(UUID(int=self.chance.getrandbits(128), version=4))
        filing = Filing(
            version=version,
            party=party,
            token=token,
            channel=self.chance.choice(CHANNELS),
            answers=answers,
            presenter=party.contact_name or party.name,
            mobile=party.contact_mobile,
            asks_for_green_channel=True,
        )
        application = receive_application(filing, by=clerk, at=at).application
        waits = 0 if self.chance.random() < 0.75 else self.chance.randint(1, 4)
        self.clock.put(self.clock.after(at, waits), lambda when: self._check(application, clerk, when))

    def _check(self, application: Application, clerk: Person, at: datetime) -> None:
        drawn = self.chance.random()
        materials = wanted_materials(application.item_version, application.answers)
        if drawn < 0.01:
            refuse_acceptance(
                application.pk,
                ground=Ground.NOT_OURS,
                whom="镇江市市场主体登记机关（示范）",
                by=clerk,
                at=at,
            )
            return
        wrong = self.chance.sample(materials, 1) if materials and drawn > 0.84 else []
        set_verdicts(application.pk, [_verdict(each, each in wrong) for each in materials], by=clerk, at=at)
        if wrong:
            self._ask_once(application, clerk, wrong, self.clock.soon(at, least=1, most=5))
        else:
            self._accept(application, clerk, self.clock.soon(at, least=1, most=8))

    def _ask_once(self, application: Application, clerk: Person, wrong: list[Material], at: datetime) -> None:
        request_correction(application.pk, by=clerk, at=at)
        if self.chance.random() < 0.9:
            answered = self.clock.after(at, self.chance.randint(1, 9))
            self.clock.put(answered, lambda when: self._corrected(application, clerk, wrong, when))

    def _corrected(
        self, application: Application, clerk: Person, wrong: list[Material], at: datetime
    ) -> None:
        receive_correction(application.pk, [Piece(each.key) for each in wrong], by=clerk, at=at)
        self._accept(application, clerk, self.clock.soon(at, least=1, most=20))

    def _accept(self, application: Application, clerk: Person, at: datetime) -> None:
        if self.chance.random() < 0.01:
            withdraw(application.pk, reason="申请人计划有变（示范数据）", by=clerk, at=at)
            return
        self.accepted(accept(application.pk, by=clerk, at=at), at)


def _verdict(material: Material, is_wrong: bool) -> Given:
    if is_wrong:
        return Given(material.key, Verdict.CORRECT, "unsigned", "请补盖公章")
    return Given(material.key, Verdict.COMPLETE)
