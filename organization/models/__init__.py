"""The rows of organization: places, people, their posts and absences, and what was entrusted to whom."""

from organization.models.delegations import Delegation, Function
from organization.models.people import Person
from organization.models.places import District, Unit, UnitKind
from organization.models.posts import Absence, Post, Role

__all__ = ["Absence", "Delegation", "District", "Function", "Person", "Post", "Role", "Unit", "UnitKind"]
