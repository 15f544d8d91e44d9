"""The bell and the list."""

from django.urls import path

from notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/bell/", views.bell, name="notices_bell"),
    path("notices/read/", views.read_all, name="notices_read_all"),
    path("notices/<int:pk>/open/", views.open_notice, name="notice_open"),
]
