"""The calendar for administrators to look at; a year's notice is entered as a whole."""

from django.contrib import admin

from records.admin import ShownOnly
from workdays.models import CalendarDay, CalendarYear


@admin.register(CalendarYear)
class CalendarYearAdmin(ShownOnly):
    list_display = ["year", "source", "document_no", "issued_on", "is_provisional", "entered_at"]
    list_filter = ["source", "is_provisional"]
    ordering = ["-year"]


@admin.register(CalendarDay)
class CalendarDayAdmin(ShownOnly):
    list_display = ["on", "kind", "is_working", "name", "year"]
    list_filter = ["kind"]
    list_select_related = ["year"]
    date_hierarchy = "on"
    ordering = ["-on"]
