"""Addresses of the engine's pages."""

from django.urls import path

from workflow.views import acts, calendar, case, inbox, on_case, search

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/progress/", calendar.calendar_progress, name="calendar_progress"),
    path("calendar/continue/", calendar.calendar_continue, name="calendar_continue"),
    path("calendar/enter/", calendar.calendar_enter, name="calendar_enter"),
    path("calendar/draft/", calendar.calendar_draft, name="calendar_draft"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/filters/", inbox.inbox_filters, name="inbox_filters"),
    path("inbox/filters/save/", inbox.save_filter, name="save_filter"),
    path("inbox/filters/<int:pk>/forget/", inbox.forget_filter, name="forget_filter"),
    path("inbox/bulk/", acts.bulk_reassign, name="bulk_reassign"),
    path("cases/", search.search, name="search"),
    path("cases/<str:number>/", case.case, name="case"),
    path("cases/<str:number>/sheet/", case.sheet, name="case_sheet"),
    path("cases/<str:number>/working/<str:clock>/", case.working, name="working"),
    path("cases/<str:number>/terminate/", on_case.act_on_case, {"act": "terminate"}, name="terminate"),
    path("cases/<str:number>/hand-over/", on_case.act_on_case, {"act": "hand_over"}, name="hand_over"),
    path("cases/<str:number>/priority/", on_case.act_on_case, {"act": "prioritise"}, name="prioritise"),
    path("tasks/<int:pk>/claim/", acts.claim, name="claim"),
    path("tasks/<int:pk>/reassign/", acts.act_on_task, {"act": "reassign"}, name="reassign"),
    path("tasks/<int:pk>/delegate/", acts.act_on_task, {"act": "delegate"}, name="delegate"),
    path("tasks/<int:pk>/consult/", acts.act_on_task, {"act": "consult"}, name="consult"),
    path("tasks/<int:pk>/return/", acts.act_on_task, {"act": "return"}, name="return_to"),
    path("tasks/<int:pk>/recall/", acts.act_on_task, {"act": "recall"}, name="recall"),
    path("tasks/<int:pk>/proceed/", acts.act_on_task, {"act": "proceed"}, name="proceed"),
]
