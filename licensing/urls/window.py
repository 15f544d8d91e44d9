"""Addresses of the window: receiving, checking, correcting, certificates, delivery."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
