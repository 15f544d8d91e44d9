"""The language switch: for this browser, and for what the signed-in person is told."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from organization.actions import choose_language
from organization.views.doorkeeping import person_of


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Switch pages at once, and the language of future notices for whoever is signed in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        choose_language(person_of(request), language)
    return set_language(request)
