"""Plain tables for administrators, shown only: what the ledger tells of changes on its own pages."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

from organization.models import Absence, Delegation, District, Person, Post, Unit
from records.admin import ShownOnly

# Changed here they would leave no line; second factors are reset on the page of a person.
admin.site.unregister([Group, EmailAddress, Authenticator])


@admin.register(District)
class DistrictAdmin(ShownOnly):
    list_display = ["code", "name", "name_en"]
    ordering = ["order"]


@admin.register(Unit)
class UnitAdmin(ShownOnly):
    list_display = ["code", "name", "kind", "district", "is_active"]
    list_filter = ["kind", "is_active"]
    ordering = ["order"]


@admin.register(Person)
class PersonAdmin(ShownOnly):
    page = "people"
    fields = ["username", "name", "name_en", "email", "mobile", "language", "is_active", "must_use_mfa"]
    list_display = ["username", "name", "is_active", "must_use_mfa", "last_login"]
    search_fields = ["username", "name"]
    ordering = ["username"]


@admin.register(Post)
class PostAdmin(ShownOnly):
    page = "people"
    list_display = ["person", "unit", "role", "first_on", "last_on"]
    list_filter = ["role", "unit"]
    list_select_related = ["person", "unit"]
    ordering = ["unit", "role", "person"]


@admin.register(Absence)
class AbsenceAdmin(ShownOnly):
    page = "absences"
    list_display = ["person", "first_on", "last_on", "deputy", "reason"]
    list_select_related = ["person", "deputy"]
    ordering = ["-first_on"]


@admin.register(Delegation)
class DelegationAdmin(ShownOnly):
    page = "delegations"
    list_display = ["function", "district", "unit", "first_on", "last_on", "notice_no"]
    list_select_related = ["district", "unit"]
    ordering = ["-first_on"]
