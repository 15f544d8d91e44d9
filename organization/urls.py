"""Sign-in, language, people and posts, absences, delegations."""

from django.urls import include, path

from organization.views import absences, delegations, language, people

urlpatterns = [
    path("accounts/", include("organization.account_urls")),
    path("i18n/setlang/", language.switch_language, name="set_language"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="person_add"),
    path("people/absences/", absences.absences, name="absences"),
    path("people/absences/<int:pk>/end/", absences.end_absence, name="absence_end"),
    path("people/delegations/", delegations.delegations, name="delegations"),
    path("people/delegations/<int:pk>/end/", delegations.end_delegation, name="delegation_end"),
    path("people/account/<str:username>/", people.person, name="person"),
    path("people/account/<str:username>/posts/<int:pk>/end/", people.end_post, name="post_end"),
]
