"""What the Licensing Law demands of an item before anybody may apply for it (Art. 14-17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Nature(TextChoices):
    """What an item is in law; the rank test applies to a licence only."""

    LICENCE = "licence", _("行政许可")
    REGISTRATION = "registration", _("行政确认登记")
    FILING = "filing", _("备案")
    NOTICE = "notice", _("告知")
    SERVICE = "service", _("公共服务")
    PRECONDITION = "precondition", _("前置条件")


class Rank(TextChoices):
    """The rank of a legal basis."""

    LAW = "law", _("法律")
    ADMIN_REGULATION = "admin_regulation", _("行政法规")
    STATE_COUNCIL_DECISION = "state_council_decision", _("国务院决定")
    LOCAL_REGULATION = "local_regulation", _("地方性法规")
    PROVINCIAL_RULE = "provincial_rule", _("省级政府规章")
    DEPARTMENT_RULE = "department_rule", _("部门规章")
    STANDARD = "standard", _("标准、技术规范")
    OTHER = "other", _("其他文件")


class Handling(TextChoices):
    """How an item is handled at the window (DOMAIN 5)."""

    IMMEDIATE = "immediate", _("即办件")
    PROMISED = "promised", _("承诺件")
    JOINT = "joint", _("联办件")
    FORWARDED = "forwarded", _("转报件")


class Mark(TextChoices):
    """Whether a value was read in a text, or is known from practice and still to be checked."""

    VERIFIED = "verified", _("已核")
    MEMORY = "memory", _("待核")


LICENSING_RANKS = frozenset(
    {Rank.LAW, Rank.ADMIN_REGULATION, Rank.STATE_COUNCIL_DECISION, Rank.LOCAL_REGULATION}
)
"""The ranks that may set a licence for good (Art. 14, 15)."""


class LegalText(Protocol):
    """What the test needs to know of a basis."""

    @property
    def rank(self) -> str: ...
    @property
    def in_force_from(self) -> date | None: ...
    @property
    def in_force_until(self) -> date | None: ...


def in_force(basis: LegalText, on: date) -> bool:
    """True if the text binds on that day; an unknown first or last day does not limit it."""
    begun = basis.in_force_from is None or basis.in_force_from <= on
    return begun and (basis.in_force_until is None or on <= basis.in_force_until)


def may_set_a_licence(basis: LegalText, on: date) -> bool:
    """True if the text's rank carries a licence on that day; a provincial rule for one year (Art. 15)."""
    if not in_force(basis, on):
        return False
    if basis.rank in LICENSING_RANKS:
        return True
    return basis.rank == Rank.PROVINCIAL_RULE and _within_its_year(basis.in_force_from, on)


def has_sufficient_basis(nature: str, bases: Iterable[LegalText], on: date) -> bool:
    """True if the item may be open on that day: a licence needs the rank, the others any text in force."""
    if nature == Nature.LICENCE:
        return any(may_set_a_licence(basis, on) for basis in bases)
    return any(in_force(basis, on) for basis in bases)


def _within_its_year(since: date | None, on: date) -> bool:
    return since is not None and (on.year, on.month, on.day) <= (since.year + 1, since.month, since.day)
