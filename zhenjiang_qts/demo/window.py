"""What happens at the window of the demo: an application comes in, is checked, corrected, accepted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from licensing.actions import (
    Filing,
    Given,
    Ground,
    Piece,
    accept,
    declare_not_required,
    receive_application,
    receive_correction,
    refuse_acceptance,
    request_correction,
    set_verdicts,
    withdraw,
)
from licensing.answering import form_of, wanted_materials
from licensing.models import Application, ItemVersion, Material
from licensing.states import Channel, State
from licensing.verdicts import Verdict
from organization.models import Person
from parties.models import Party
from workdays.days import local_day
from zhenjiang_qts.demo.answers import answers_for
from zhenjiang_qts.demo.clock import Clock
from zhenjiang_qts.demo.fate import Fate, Word

CHANNELS = [Channel.WINDOW] * 7 + [Channel.ONLINE] * 2 + [Channel.LETTER]
ASKED = {Word.CORRECTED, Word.DEFICIENT, Word.UNANSWERED}
PROMISED_WITHIN = timedelta(days=12)
Accepted = Callable[[Application, Fate, datetime], None]


@dataclass
class Window:
    """The window of the demo; `accepted` is told of every case that goes on to the departments."""

    clock: Clock
    clerks: list[Person]
    accepted: Accepted
    _forgotten: dict[int, Fate] = field(default_factory=dict)

    @property
    def chance(self) -> Random:
        return self.clock.chance

    def take_in(self, party: Party, version: ItemVersion, fate: Fate, at: datetime) -> None:
        """An application is received; its materials are checked a little later, unless it is forgotten."""
        clerk, on = self.chance.choice(self.clerks), local_day(at)
        form = form_of(version)
        answers = answers_for(form, district=party.district_id, on=on, chance=self.chance) if form else {}
        filing = Filing(
            version=version,
            party=party,
            token=str(UUID(int=self.chance.getrandbits(128), version=4)),
            channel=self.chance.choice(CHANNELS),
            answers=answers,
            presenter=party.contact_name or party.name,
            mobile=party.contact_mobile,
            asks_for_green_channel=True,
        )
        application = receive_application(filing, by=clerk, at=at).application
        if fate.word is Word.SILENT:
            self._forgotten[application.pk] = fate
            return
        waits = 0 if fate.is_brisk or self.chance.random() < 0.75 else self.chance.randint(1, 4)
        self.clock.put(self.clock.after(at, waits), partial(self._check, application, clerk, fate))

    def after_sweep(self, at: datetime) -> None:
        """What the window forgot and the law has accepted goes on to the departments (Art. 32)."""
        deemed = Application.objects.with_all().filter(pk__in=self._forgotten, state=State.ACCEPTED)
        for application in deemed.order_by("pk"):
            self.accepted(application, self._forgotten.pop(application.pk), at)

    def _check(self, application: Application, clerk: Person, fate: Fate, at: datetime) -> None:
        if fate.word in _AT_ONCE:
            _AT_ONCE[fate.word](application, clerk, at)
            return
        materials = wanted_materials(application.item_version, application.answers)
        wrong = self.chance.sample(materials, min(2, len(materials))) if fate.word in ASKED else []
        given = [self._verdict(each, application, fate, at, wrong) for each in materials]
        set_verdicts(application.pk, given, by=clerk, at=at)
        soon = self.clock.soon(at, least=1, most=8)
        if wrong:
            self._ask_once(application, clerk, fate, wrong, soon)
        else:
            self._end(application, clerk, fate, soon)

    def _verdict(
        self, material: Material, application: Application, fate: Fate, at: datetime, wrong: list[Material]
    ) -> Given:
        if material in wrong:
            return Given(material.key, Verdict.CORRECT, "unsigned", "请补盖公章")
        if fate.promises and application.entitlement and not material.is_key:
            return Given(material.key, Verdict.PROMISED, promised_on=local_day(at + PROMISED_WITHIN))
        return Given(material.key, Verdict.COMPLETE)

    def _ask_once(
        self, application: Application, clerk: Person, fate: Fate, wrong: list[Material], at: datetime
    ) -> None:
        request_correction(application.pk, by=clerk, at=at)
        if fate.word is not Word.UNANSWERED:
            answered = self.clock.after(at, self.chance.randint(1, 9))
            self.clock.put(answered, partial(self._corrected, application, clerk, fate, wrong))

    def _corrected(
        self, application: Application, clerk: Person, fate: Fate, wrong: list[Material], at: datetime
    ) -> None:
        pieces = [Piece(each.key) for each in wrong]
        if fate.word is Word.DEFICIENT:
            pieces[-1] = Piece(wrong[-1].key, "仍未盖公章")
        receive_correction(application.pk, pieces, by=clerk, at=at)
        later = self.clock.soon(at, least=1, most=20)
        if fate.word is Word.DEFICIENT:
            refuse_acceptance(application.pk, ground=Ground.STILL_DEFICIENT, by=clerk, at=later)
        else:
            self._end(application, clerk, fate, later)

    def _end(self, application: Application, clerk: Person, fate: Fate, at: datetime) -> None:
        self.accepted(accept(application.pk, by=clerk, at=at), fate, at)


def _not_ours(application: Application, clerk: Person, at: datetime) -> None:
    whom = "镇江市市场主体登记机关（示范）"
    refuse_acceptance(application.pk, ground=Ground.NOT_OURS, whom=whom, by=clerk, at=at)


def _not_required(application: Application, clerk: Person, at: datetime) -> None:
    reasons = "所述活动不在本事项许可范围内，无需取得许可（示范数据）"
    declare_not_required(application.pk, reasons=reasons, by=clerk, at=at)


def _withdrawn(application: Application, clerk: Person, at: datetime) -> None:
    withdraw(application.pk, reason="申请人计划有变（示范数据）", by=clerk, at=at)


_AT_ONCE = {Word.NOT_OURS: _not_ours, Word.NOT_REQUIRED: _not_required, Word.WITHDRAWN: _withdrawn}
