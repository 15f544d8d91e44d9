"""The door of Django's administration: the role of administrator opens it, nothing else does."""

from functools import update_wrapper
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization.access import standing
from organization.models import Person, Role
from workdays.days import local_day


def administers(person: Person) -> bool:
    """Whether the back office is open to this person today: by a post, never by a flag alone.

    The flag `is_staff` comes with the post and brings the second factor; a superuser without it stays out.
    """
    return person.is_staff and standing(person, local_day(timezone.now())).has(Role.ADMINISTRATOR)


class BackOffice(AdminSite):
    """Django's administration as a page of this house."""

    site_title = site_header = _("管理后台")
    index_title = _("数据表")

    def has_permission(self, request: HttpRequest) -> bool:
        person = request.user
        return isinstance(person, Person) and administers(person)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """For a signed-in person who does not administer no page of it is there (404)."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """A password changes on the person's own page, which leaves its line."""
        return redirect("account_change_password")

    # The administration has no sign-in of its own, which would know no second factor.
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        answer: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return answer
