"""Who oversees: the supervisors and the leadership; to others these pages do not exist."""

from datetime import date

from organization.access import standing
from organization.models import Person, Role
from workflow.access import LEADERS

OVERSEERS = (Role.SUPERVISOR, *LEADERS)


def oversees(person: Person, *, on: date) -> bool:
    """Whether the person may look at everybody's lateness that day, urge and leave notes."""
    return bool(standing(person, on).roles & set(OVERSEERS))
