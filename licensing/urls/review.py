"""Addresses of those who review, check, draw together, decide and forward."""

from django.urls import path

from licensing.views.review import (
    decision,
    desk,
    extension,
    forward,
    keeping,
    opinion,
    pausing,
    site_check,
    special,
    synthesis,
)

urlpatterns = [
    path("tasks/<int:pk>/opinion/", opinion.opinion, name="opinion"),
    path("tasks/<int:pk>/voices/", opinion.voices, name="task_voices"),
    path("tasks/<int:pk>/draft/", keeping.task_draft, name="task_draft"),
    path("tasks/<int:pk>/files/", keeping.task_attach, name="task_attach"),
    path("tasks/<int:pk>/files/<uuid:file>/remove/", keeping.task_detach, name="task_detach"),
    path("tasks/<int:pk>/special-procedure/", special.special_procedure, name="special_procedure"),
    path("tasks/<int:pk>/special-procedure/notice/", special.special_notice, name="special_notice"),
    path("tasks/<int:pk>/pause/", pausing.task_pause, name="task_pause"),
    path("tasks/<int:pk>/pause/notice/", pausing.task_pause_notice, name="task_pause_notice"),
    path("tasks/<int:pk>/site-check/", site_check.site_check, name="site_check"),
    path("tasks/<int:pk>/synthesis/", synthesis.synthesis, name="synthesis"),
    path("tasks/<int:pk>/dissent/", synthesis.dissent, name="dissent"),
    path("tasks/<int:pk>/decision/", decision.decision, name="decision"),
    path("tasks/<int:pk>/decision/sheet/", decision.decision_sheet_part, name="decision_sheet"),
    path("tasks/<int:pk>/forward/", forward.forward, name="forward"),
    path("cases/<str:number>/extension/", extension.extension, name="extension"),
    path("cases/<str:number>/extension/dates/", extension.extension_dates, name="extension_dates"),
    path("decisions/desk/", desk.decision_desk, name="decision_desk"),
]
