"""Who may do what in the organization, and which unit handles a function in a district."""

from datetime import date

from django.db.models import Q
from django.utils.translation import override

from organization.models import Absence, Delegation, District, Function, Person, Post, Role, Unit, UnitKind
from organization.standing import Lent, Seat, Standing

__all__ = ["Seat", "Standing", "forget_standing", "handling_unit", "may", "standing"]

MANAGERS = {
    "people.manage": (Role.ADMINISTRATOR,),
    "delegation.grant": (Role.ADMINISTRATOR, Role.HEAD_OF_ORGAN),
    "absence.record": (Role.ADMINISTRATOR, Role.SECTION_HEAD),
}


def standing(person: Person, on: date) -> Standing:
    """What the person may act as that day; two queries, kept on the instance for the request.

    A disabled or self-registered account stands for nobody, whatever the rows say.
    """
    if not person.is_authenticated or not person.is_active or person.is_self_registered:
        return Standing(person_id=person.pk or 0, on=on)
    kept: dict[date, Standing] = person.__dict__.setdefault("_standings", {})
    if on not in kept:
        kept[on] = _read_standing(person, on)
    return kept[on]


def forget_standing(person: Person) -> None:
    """Let the next question read the posts again."""
    person.__dict__.pop("_standings", None)


def may(person: Person, act: str, obj: Person | None = None, *, on: date) -> bool:
    """Whether the person may do this act that day: a key of MANAGERS, of `obj` where it is about one."""
    stand = standing(person, on)
    if act == "absence.record" and obj is not None and obj.pk == person.pk:
        return bool(stand.own)
    if act == "absence.record" and obj is not None and not stand.has(Role.ADMINISTRATOR):
        return bool(stand.unit_ids(Role.SECTION_HEAD) & standing(obj, on).unit_ids())
    return any(stand.has(role) for role in MANAGERS[act])


def handling_unit(function: str, district_code: str, on: date) -> tuple[Unit | None, str]:
    """The bureau that handles a function in a district that day, and why; None: the lead department does.

    The reason is kept in the record and so always in Chinese.
    """
    given = Delegation.objects.on(on).filter(function=function, district=district_code)
    delegation = given.select_related("unit").first()
    if delegation is not None:
        return delegation.unit, _delegated(delegation)
    own = (
        Unit.objects.active().filter(kind=UnitKind.BUREAU, district=district_code, is_own_organ=True).first()
    )
    name = _name_of(district_code)
    if own is not None:
        return own, f"{name}设有{own.name}，由其以自己的名义办理。"
    return None, f"{name}没有受委托办理{_label(function)}的分局，由主办处室办理。"


def _delegated(delegation: Delegation) -> str:
    name, function = _name_of(delegation.district_id), _label(delegation.function)
    since = delegation.first_on.isoformat()
    return f"{name}的{function}职能自 {since} 起委托{delegation.unit.name}，见{delegation.notice_no}。"


def _name_of(district_code: str) -> str:
    return District.objects.filter(pk=district_code).values_list("name", flat=True).first() or district_code


def _label(function: str) -> str:
    with override("zh-hans"):
        return str(Function(function).label)


def _read_standing(person: Person, on: date) -> Standing:
    absent = Absence.objects.on(on).filter(deputy=person, person__is_active=True)
    away = dict(absent.values_list("person_id", "person__name"))
    held = Post.objects.on(on).filter(Q(person=person) | Q(person__in=away)).select_related("unit")
    posts = list(held.order_by("first_on", "id"))
    lent = tuple(
        Lent(_seat(post), post.person_id, away[post.person_id]) for post in posts if post.person_id in away
    )
    return Standing(
        person_id=person.pk,
        on=on,
        posts=frozenset(_seat(post) for post in posts),
        deputises=frozenset(away),
        lent=lent,
        own=tuple(post for post in posts if post.person_id == person.pk),
        outside=frozenset(post.unit_id for post in posts if post.unit.kind == UnitKind.OUTSIDE),
    )


def _seat(post: Post) -> Seat:
    return Role(post.role), post.unit_id
