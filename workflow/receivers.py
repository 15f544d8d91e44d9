"""Who may take over the responsibility for a case: people of the bureau's units that have part in it."""

from datetime import date

from django.db.models import QuerySet

from organization.models import Person, Post, UnitKind
from workflow.dossier import Dossier


def receivers(dossier: Dossier, on: date) -> QuerySet[Person]:
    """Those with a post that day in the lead or in a unit with a task of the case; no outside authority."""
    units = {dossier.graph.lead_id, *(task.unit_id for task in dossier.tasks)} - {None}
    posts = Post.objects.on(on).filter(unit__in=units).exclude(unit__kind=UnitKind.OUTSIDE)
    return Person.objects.active().filter(pk__in=posts.values("person")).order_by("name")
