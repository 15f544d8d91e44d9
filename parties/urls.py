"""Parties: the list, the picker's candidates, cards and their forms."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from parties.views import card, listing, lookup, writing


class KindConverter(StringConverter):
    """What may be registered."""

    regex = "enterprise|person"


class AppointmentConverter(StringConverter):
    """Who may act for a party."""

    regex = "agent|representative"


register_converter(KindConverter, "party_kind")
register_converter(AppointmentConverter, "appointment")

urlpatterns = [
    path("parties/", listing.parties, name="parties"),
    path("parties/lookup/", lookup.lookup, name="party_lookup"),
    path("parties/new/<party_kind:kind>/", writing.register, name="party_new"),
    path("parties/<int:pk>/", card.party, name="party"),
    path("parties/<int:pk>/number/", card.reveal, name="party_number"),
    path("parties/<int:pk>/edit/", writing.edit, name="party_edit"),
    path("parties/<int:pk>/add/<slug:what>/", writing.add, name="party_add"),
    path("parties/<int:pk>/bars/<int:bar>/lift/", writing.lift, name="bar_lift"),
    path("parties/<int:pk>/green/<int:entitlement>/end/", writing.end_green, name="entitlement_end"),
    path("parties/<int:pk>/<appointment:what>/<int:appointment>/end/", card.end, name="appointment_end"),
]
