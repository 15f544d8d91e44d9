"""Addresses of licensing: review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
