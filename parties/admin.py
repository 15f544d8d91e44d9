"""Enterprises and persons as the administrator may see them: no sealed value, no contact."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organization.models import Person
from parties.models import Party
from records.admin import ShownOnly


@admin.register(Party)
class PartyAdmin(ShownOnly):
    page = "parties"
    fields = ["kind", "name", "name_en", "number", "district", "is_demo"]
    readonly_fields = ["number"]
    list_display = ["number", "name", "kind", "district", "is_demo"]
    list_filter = ["kind", "district"]
    list_select_related = ["district"]
    search_fields = ["name", "uscc"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Party]:
        """What this person may see on the pages of parties, and no more."""
        reader = request.user
        return Party.objects.visible_to(reader) if isinstance(reader, Person) else Party.objects.none()

    @admin.display(description=_("代码或证件号"))
    def number(self, party: Party) -> str:
        """The code of an enterprise, the masked number of a person."""
        return party.code
