"""Addresses of the window: receiving, checking, correcting, certificates, delivery."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from licensing.views.window import (
    cases,
    corrections,
    deliveries,
    home,
    intake,
    letters,
    parts,
    promises,
    receipts,
    registering,
    requests,
    tasks,
)


class TokenConverter(StringConverter):
    """The token of an intake."""

    regex = "[0-9a-f]{32}"


register_converter(TokenConverter, "intake_token")

urlpatterns = [
    path("window/", home.window, name="window"),
    path("window/receipts/<str:number>/", receipts.receipt, name="window_receipt"),
    path("window/corrections/<str:number>/", corrections.correction, name="window_correction"),
    path(
        "window/corrections/<str:number>/words/",
        corrections.correction_words,
        name="window_correction_words",
    ),
    path("window/requests/", requests.requests, name="window_requests"),
    path("window/requests/<int:pk>/", requests.one, name="window_request"),
    path("window/promises/<str:number>/", promises.promises, name="window_promises"),
    path("window/deliveries/", deliveries.deliveries, name="deliveries"),
    path("window/deliveries/<str:number>/", deliveries.delivery, name="delivery"),
    path("window/tasks/<int:pk>/", tasks.task, name="window_task"),
    path("window/tasks/<int:pk>/certificate/", tasks.certificate, name="certificate"),
    path("window/tasks/<int:pk>/superior/", tasks.superior, name="superior"),
    path("window/tasks/<int:pk>/letter/", letters.opinion_letter, name="opinion_letter"),
    path("tasks/<int:pk>/finish/", tasks.finish_service, name="finish"),
    path("cases/<str:number>/withdraw/", tasks.withdraw_case, name="withdraw_case"),
    path("window/cases/<str:number>/", cases.case, name="window_case"),
    path("window/cases/<str:number>/save/", cases.save, name="window_case_save"),
    path("window/cases/<str:number>/refresh/<slug:of>/", cases.refresh, name="window_case_refresh"),
    path("window/cases/<str:number>/files/<slug:material>/", cases.attach, name="window_attach"),
    path(
        "window/cases/<str:number>/files/<slug:material>/<uuid:pk>/remove/",
        cases.detach,
        name="window_detach",
    ),
    path("window/new/", intake.begin, name="intake_new"),
    path("window/items/", parts.items, name="intake_items"),
    path("window/working/<slug:code>/", parts.working, name="intake_working"),
    path("window/drafts/<intake_token:token>/", intake.intake, name="intake"),
    path("window/drafts/<intake_token:token>/save/", parts.save, name="intake_save"),
    path("window/drafts/<intake_token:token>/refresh/<slug:of>/", parts.refresh, name="intake_refresh"),
    path(
        "window/drafts/<intake_token:token>/register/<party_kind:kind>/",
        registering.register,
        name="intake_register",
    ),
    path("window/drafts/<intake_token:token>/files/<slug:material>/", parts.attach, name="intake_attach"),
    path(
        "window/drafts/<intake_token:token>/files/<slug:material>/<uuid:pk>/remove/",
        parts.detach,
        name="intake_detach",
    ),
]
