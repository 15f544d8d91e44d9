"""Readings of sensitive fields, for administrators to look at.

Events are not here: they tell of cases, and administrators have no way round the access rules of cases.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from records.models import ReadLog


@admin.register(ReadLog)
class ReadLogAdmin(admin.ModelAdmin[ReadLog]):
    date_hierarchy = "at"
    list_display = ["at", "actor_name", "subject_kind", "subject_key", "field", "reason"]
    list_filter = ["subject_kind", "field"]
    search_fields = ["actor_name", "subject_key"]
    ordering = ["-pk"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)
