"""The outbox for administrators: what waits, what failed; a quarantined message gets its attempts again."""

from typing import cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.actions import release
from notices.models import Notice
from organization.models import Person
from records.admin import ShownOnly


@admin.register(Notice)
class NoticeAdmin(ShownOnly):
    actions = ["send_again"]
    fields = ["kind", "channel", "recipient", "state", "attempts", "due_at", "next_try_at", "last_error"]
    list_display = ["created_at", "kind", "channel", "recipient", "state", "attempts", "last_error"]
    list_filter = ["state", "channel"]
    list_select_related = ["recipient"]
    ordering = ["-pk"]

    @admin.action(description=gettext_lazy("重新发送已隔离的通知"))
    def send_again(self, request: HttpRequest, chosen: QuerySet[Notice]) -> None:
        by, now = cast(Person, request.user), timezone.now()
        released = sum(release(notice, by=by, at=now) for notice in chosen)
        self.message_user(request, _("{n} 条通知将重新发送。").format(n=released))
