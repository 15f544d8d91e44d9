"""Makers of licensing: the catalogue loaded, every unit seated, applications on their way."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from licensing.actions import load_catalogue
from licensing.catalogue_files import Catalogue, read_catalogue
from licensing.models import Item, ItemVersion
from tests.makers.organization import SINCE


@cache
def our_catalogue() -> Catalogue:
    """The catalogue's files, read once."""
    return read_catalogue()


def only(*codes: str) -> Catalogue:
    """A catalogue of a few items: loading all twenty takes three hundred statements."""
    whole = our_catalogue()
    items = tuple(entry for entry in whole.items if entry["code"] in codes)
    processes = {code: spec for code, spec in whole.processes.items() if code in codes}
    return Catalogue(items, processes, {code: spec for code, spec in whole.forms.items() if code in codes})


def load(*codes: str, at: datetime = SINCE) -> None:
    """Load some items, or all of them."""
    load_catalogue(only(*codes) if codes else our_catalogue(), by=None, at=at)


def version(code: str) -> ItemVersion:
    """The newest version of an item."""
    return Item.objects.get(code=code).versions.order_by("-number")[0]
