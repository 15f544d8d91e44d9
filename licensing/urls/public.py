"""Addresses of licensing: public."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
