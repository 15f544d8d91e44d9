"""The back office: tables for administrators to look at; what changes them are the acts of the house.

Events are not here: they tell of cases, and administrators have no way round the access rules of cases.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from records.models import ReadLog


class ShownOnly(admin.ModelAdmin[Any]):
    """Rows that only acts of the house may change, open to whom the back office is open.

    `page` names the page on which they change, where there is one.
    """

    page: ClassVar[str] = ""
    change_list_template = "admin/shown_only.html"
    show_full_result_count = False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = reverse(self.page) if self.page else ""
        return super().changelist_view(request, {**(extra_context or {}), "page_url": page})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ReadLog)
class ReadLogAdmin(ShownOnly):
    date_hierarchy = "at"
    fields = ["at", "actor_name", "subject_kind", "subject_key", "field", "reason"]
    list_display = ["at", "actor_name", "subject_kind", "subject_key", "field", "reason"]
    list_filter = ["subject_kind", "field"]
    search_fields = ["actor_name", "subject_key"]
    ordering = ["-pk"]
