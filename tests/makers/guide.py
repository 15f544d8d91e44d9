"""The public guide of an item as its reader sees it."""

from django.test import Client
from django.urls import reverse


def page(client: Client, code: str, query: str = "") -> str:
    """What the guide of an item says."""
    return client.get(f"{reverse('guide', args=[code])}{query}").content.decode()
