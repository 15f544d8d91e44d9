"""The named cast: people of every unit with their posts, as the demo knows them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from time import time

from django.contrib.auth.hashers import make_password
from django.test import Client

from organization.actions import load_organization
from organization.models import Delegation, Function, Person, Post, Role, Unit

PASSWORD = "demo-2026"
LONG_AGO = date(2015, 1, 1)
SINCE = datetime(2015, 1, 1, tzinfo=UTC)
HEAD = (Role.REVIEWER, Role.SECTION_HEAD)

# username: (name, unit, roles)
CAST: dict[str, tuple[str, str, tuple[Role, ...]]] = {
    "clerk": ("林晓", "window", (Role.CLERK,)),
    "clerk2": ("周敏", "window", (Role.CLERK,)),
    "metrology": ("何度", "metrology", HEAD),
    "standards": ("许准", "standards", HEAD),
    "quality": ("郑质", "quality", HEAD),
    "equipment": ("陈思远", "equipment", HEAD),
    "food": ("苏禾", "food", HEAD),
    "legal": ("方正", "legal", HEAD),
    "institute": ("石检", "equipment_institute", HEAD),
    "newdistrict": ("江新", "newdistrict", HEAD),
    "transport": ("陆通", "transport", HEAD),
    "chief": ("高局", "leadership", (Role.HEAD_OF_ORGAN, Role.BUREAU_LEADER)),
    "leader": ("严副", "leadership", (Role.BUREAU_LEADER,)),
    "government": ("柳政", "government", (Role.GOVERNMENT_HEAD,)),
    "supervisor": ("钟鸣", "monitor", (Role.SUPERVISOR,)),
    "inspector": ("丁察", "monitor", (Role.INSPECTOR,)),
    "inspector2": ("韦查", "monitor", (Role.INSPECTOR,)),
    "liaison": ("唐联", "office", (Role.LIAISON_OFFICER,)),
    "complaints": ("包倾", "inspection12365", (Role.COMPLAINTS_OFFICER,)),
    "admin": ("管一", "office", (Role.ADMINISTRATOR,)),
    "enterprise": ("示范企业经办人", "", ()),
    "enterprise2": ("示范二企业经办人", "", ()),
}


@dataclass
class Cast:
    """Everybody by account name, every unit by code."""

    clerk: Person
    clerk2: Person
    metrology: Person
    standards: Person
    quality: Person
    equipment: Person
    food: Person
    legal: Person
    institute: Person
    newdistrict: Person
    transport: Person
    chief: Person
    leader: Person
    government: Person
    supervisor: Person
    inspector: Person
    inspector2: Person
    liaison: Person
    complaints: Person
    admin: Person
    enterprise: Person
    enterprise2: Person
    units: dict[str, Unit] = field(default_factory=dict)

    def unit(self, code: str) -> Unit:
        return self.units[code]


def cast() -> Cast:
    """Load the organization and seat the whole cast (about ten statements); posts hold since 2015."""
    units = make_units()
    people = [_person(username, name) for username, (name, _unit, _roles) in CAST.items()]
    Person.objects.bulk_create(people)
    Post.objects.bulk_create(
        Post(person=person, unit=units[unit], role=role, first_on=LONG_AGO)
        for person in people
        for unit, role in _seats(person.username)
    )
    delegate_newdistrict(units)
    return Cast(**{person.username: person for person in people}, units=units)


def make_units() -> dict[str, Unit]:
    """All units of the bureau, by code."""
    load_organization(by=None, at=SINCE)
    return {unit.code: unit for unit in Unit.objects.all()}


def make_person(username: str, *, name: str = "", **facts: object) -> Person:
    """A person without a post, who signs in with the demo's password."""
    return Person.objects.create(
        username=username, name=name or username, password=demo_hash(), joined_at=SINCE, **facts
    )


def give_post(person: Person, unit: Unit, role: str = Role.REVIEWER, first_on: date = LONG_AGO) -> Post:
    """A post without its ledger line."""
    return Post.objects.create(person=person, unit=unit, role=role, first_on=first_on)


def delegate_newdistrict(units: dict[str, Unit]) -> None:
    """镇江新区 holds four functions, by a notice that says it is for show."""
    functions = [function for function in Function if function is not Function.FOOD]
    Delegation.objects.bulk_create(
        Delegation(
            function=function,
            unit=units["newdistrict"],
            district_id="321171",
            first_on=LONG_AGO,
            published_on=LONG_AGO,
            notice_no="示范公告第1号（示范数据）",
        )
        for function in functions
    )


def sign_in(client: Client, person: Person) -> Client:
    """Sign the person in, second factor included, without the pages."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time()}]
    session.save()
    return client


@cache
def demo_hash() -> str:
    """The hash of the demo's password, made once."""
    return make_password(PASSWORD)


def _person(username: str, name: str) -> Person:
    is_admin = username == "admin"
    return Person(
        username=username,
        name=name,
        password=demo_hash(),
        joined_at=SINCE,
        is_staff=is_admin,
        must_use_mfa=is_admin,
    )


def _seats(username: str) -> list[tuple[str, Role]]:
    _name, unit, roles = CAST[username]
    return [(unit, role) for role in roles]
