"""Addresses of oversight's pages and of its interface."""

from django.urls import path

from oversight import api
from oversight.views import acting, board, filters, lateness, rows

urlpatterns = [
    path("supervise/", board.board, name="supervise"),
    path("supervise/filters/", filters.filters, name="supervise_filters"),
    path("supervise/filters/save/", filters.save_view, name="save_supervise_view"),
    path("supervise/filters/<int:pk>/forget/", filters.forget_view, name="forget_supervise_view"),
    path("supervise/rows/<slug:figure>/", rows.rows, name="supervise_rows"),
    path("supervise/urge/", acting.urge_tasks, name="urge"),
    path("supervise/tasks/<int:pk>/note/", acting.note, name="supervise_note"),
    path("lateness/<int:pk>/", lateness.lateness, name="lateness"),
    path("api/v1/supervise/", api.figures, name="api_supervise"),
    path("api/v1/supervise/<slug:figure>/", api.figure, name="api_supervise_figure"),
]
