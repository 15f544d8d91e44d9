"""Addresses of licensing: the window's, the reviewers', the public's."""

from licensing.urls import public, review, window

urlpatterns = [*window.urlpatterns, *review.urlpatterns, *public.urlpatterns]
