"""The public home page: what do you need, where does my case stand, how well do we do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The front door."""
    return render(request, "public/home.html", {})
