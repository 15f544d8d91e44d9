"""Number series and public keys for administrators to look at; documents belong to their cases."""

from django.contrib import admin

from documents.models import Series, SigningKey
from records.admin import ShownOnly


@admin.register(Series)
class SeriesAdmin(ShownOnly):
    list_display = ["kind", "year", "last_no"]
    list_filter = ["year", "kind"]
    ordering = ["-year", "kind"]


@admin.register(SigningKey)
class SigningKeyAdmin(ShownOnly):
    list_display = ["key_id", "public_key", "first_used_at"]
    ordering = ["-first_used_at"]
