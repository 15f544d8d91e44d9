"""Builds the demo world on an empty database: the same seed makes the same world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from licensing.actions import load_catalogue
from licensing.catalogue_files import read_catalogue
from licensing.models import Item, ItemVersion
from notices.actions import drain, mark_all_read
from notices.models import Notice
from organization.models import Person
from parties.models import Party
from workdays.days import SHANGHAI, local_day
from workdays.store import current_calendar
from workflow.actions.sweeping import sweep_all
from zhenjiang_qts.demo import cast
from zhenjiang_qts.demo.clock import Clock, Happening
from zhenjiang_qts.demo.fate import Fate, drawn
from zhenjiang_qts.demo.scenes import SCENES, Scene
from zhenjiang_qts.demo.town import Town
from zhenjiang_qts.demo.window import Window
from zhenjiang_qts.models import World

SEED = 20261124
RECENT_DAYS = 15
BARRED = 5  # the place of the barred firm among all
SWEEPS_AT = time(8, 0)
FOUNDED = datetime(2020, 1, 2, 9, 0, tzinfo=SHANGHAI)
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much of a world to make; `recent` is the share of cases that came in the last three weeks.

    `cases` are left to chance; the `scenes` come on top.
    """

    cases: int
    months: int
    firms: int
    citizens: int
    recent: float = 0.0
    scenes: tuple[Scene, ...] = ()


SMALL = Size(cases=32, months=2, firms=24, citizens=2, recent=0.4, scenes=SCENES)
FULL = Size(cases=3000 - len(SCENES), months=12, firms=120, citizens=6, scenes=SCENES)


def build(size: Size, *, now: datetime, progress: Progress) -> dict[str, Any]:
    """The bureau, its catalogue, its firms, and their cases up to the evening before today.

    While it lasts, and after an interruption, the world is marked as half built.
    """
    World.objects.update(is_half_built=True)
    cast.people(at=FOUNDED)
    progress("人员与单位")
    load_catalogue(read_catalogue(), by=None, at=FOUNDED)
    progress("事项目录")
    firms = cast.firms(at=FOUNDED, most=size.firms)
    cast.favours(firms, at=FOUNDED)
    firms += cast.citizens(at=FOUNDED, most=size.citizens)
    progress("企业与个人")
    made = live(firms, size, now=now, progress=progress)
    World.objects.update(is_half_built=False)
    return {"firms": len(firms), "people": Person.objects.count(), "cases": made}


def live(firms: list[cast.Firm], size: Size, *, now: datetime, progress: Progress, seed: int = SEED) -> int:
    """Let the firms apply and the bureau work, up to the evening before today; how many applied."""
    calendar, chance = current_calendar(), Random(seed)  # noqa: S311  a story, not a secret
    last = local_day(now) - timedelta(days=1)
    clock = Clock(calendar, chance, until=datetime.combine(last, time(18, 0), SHANGHAI))
    town = Town(clock)
    clerks = list(Person.objects.filter(username__in=["clerk", "clerk2", "w.he"]).order_by("pk"))
    window = Window(clock, clerks, town.accepted)
    items = {item.code: item for item in Item.objects.all()}
    days = [day for day in _days(last, size.months) if calendar.is_working(day)]
    for number in range(size.cases):
        firm = _applicant(firms, number, chance)
        day = chance.choice(days[-RECENT_DAYS:] if chance.random() < size.recent else days)
        version = _version(firm, items, day, chance)
        clock.put(clock.on_day(day), _arrives(window, firm.party, version, drawn(chance)))
    for scene in size.scenes:
        day, firm = days[-1 - scene.days_ago], _known_for(scene, firms)
        version = _newest(items[scene.item], day)
        clock.put(clock.on_day(day), _arrives(window, firm.party, version, scene.fate))
    for day in days:
        clock.put(datetime.combine(day, SWEEPS_AT, SHANGHAI), _dawns(window, progress))
    clock.run()
    _settle(now)
    return size.cases + len(size.scenes)


def _arrives(window: Window, party: Party, version: ItemVersion, fate: Fate) -> Happening:
    return lambda at: window.take_in(party, version, fate, at)


def _dawns(window: Window, progress: Progress) -> Happening:
    """Before the doors open, silence has its consequences."""

    def happen(at: datetime) -> None:
        sweep_all(at=at)
        window.after_sweep(at)
        if at.day <= 7 and at.weekday() == 0:
            progress(f"{at:%Y-%m}")

    return happen


def _known_for(scene: Scene, firms: list[cast.Firm]) -> cast.Firm:
    """The scene's firm among those known for its item; the barred one stays away."""
    known = [firm for order, firm in enumerate(firms) if order != BARRED and scene.item in firm.items]
    return known[scene.firm % len(known)]


def _newest(item: Item, on: date) -> ItemVersion:
    version = item.version_on(on)
    if version is None:
        raise LookupError(f"{item.code} {on}")
    return version


def _applicant(firms: list[cast.Firm], number: int, chance: Random) -> cast.Firm:
    """The first two firms have an account, so they come more often; the barred one stays away."""
    if number % 6 == 0:
        return firms[number // 6 % 2]
    return chance.choice([firm for order, firm in enumerate(firms) if order != BARRED])


def _version(firm: cast.Firm, items: dict[str, Item], on: date, chance: Random) -> ItemVersion:
    """One of the firm's items that takes applications that day; the first it is known for comes up most."""
    current = [items[code].version_on(on) for code in firm.items]
    open_ones = [version for version in current if version is not None and version.takes_applications(on)]
    if not open_ones:
        raise LookupError(f"{firm.party.name}: {firm.items} {on}")
    return open_ones[0] if chance.random() < 0.6 else chance.choice(open_ones)


def _days(last: date, months: int) -> list[date]:
    first = last - timedelta(days=round(months * 30.4))
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _settle(now: datetime) -> None:
    """Everything is delivered, and nobody starts with thousands of unread notices: the old ones are read."""
    drain(now)
    old = Notice.objects.filter(created_at__lt=now - timedelta(days=3)).order_by("-pk").first()
    if old is None:
        return
    for person in Person.objects.all():
        mark_all_read(by=person, at=now, until_id=old.pk)
