"""Attachments, documents and their verification."""

from django.urls import path

from documents.views import public, reading

urlpatterns = [
    path("attachments/<uuid:pk>/", reading.attachment, name="attachment"),
    path("documents/<int:pk>/", reading.document, name="document"),
    path("documents/<int:pk>/pdf/", reading.document_pdf, name="document_pdf"),
    path("verify/", public.verify, name="verify"),
    path("verify/<str:code>/", public.verified, name="verified"),
]
