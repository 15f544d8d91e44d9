"""Addresses of the public pages and of the enterprise's portal."""

from django.urls import path

from licensing.views import portal
from licensing.views.public import decisions, guide, items, track

urlpatterns = [
    path("items/", items.items, name="items"),
    path("items/<str:code>/", guide.guide, name="guide"),
    path("track/", track.track, name="track"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("portal/", portal.portal, name="portal"),
    path("portal/cases/", portal.cases, name="portal_cases"),
    path("portal/cases/<str:number>/", portal.case, name="portal_case"),
    path("portal/licences/", portal.licences, name="portal_licences"),
]
