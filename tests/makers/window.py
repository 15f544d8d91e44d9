"""Makers of the window's pages: the fields of a sheet as a browser sends them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from licensing.answering import wanted_materials
from licensing.intake import Typed
from parties.models import Party
from tests.makers.licensing import good_answers, version

Fields = dict[str, Any]


def new_token() -> str:
    """A token as /window/new/ makes them."""
    return uuid4().hex


def answer_fields(code: str, **changed: Any) -> Fields:
    """The item's form filled, under the names of its inputs."""
    return dict(Typed.of({}).with_answers({**good_answers(code), **changed}).kept())


def verdict_fields(code: str, wrong: dict[str, str] | None = None) -> Fields:
    """Every material complete but the named ones, each with the code of its reason."""
    fields: Fields = {}
    for material in wanted_materials(version(code), good_answers(code)):
        fields[f"m-{material.key}"] = "complete"
    for key, reason in (wrong or {}).items():
        fields |= {f"m-{key}": "correct", f"rc-{key}": reason}
    return fields


def sheet_fields(code: str, party: Party, **more: Any) -> Fields:
    """A whole sheet that could be accepted at once."""
    fields: Fields = {
        "party": str(party.pk),
        "item": code,
        "channel": "window",
        "district": party.district_id,
        "language": "zh",
        "presenter": "顾晓岚",
        "mobile": "13900000000",
        "page": "one",
        "draft": "0",
        **answer_fields(code),
        **verdict_fields(code),
    }
    return fields | {name.replace("__", "-"): value for name, value in more.items()}


def send(client: Client, token: str, act: str, fields: Fields, *, follow: bool = False) -> Any:
    """Press a button of the sheet."""
    return client.post(reverse("intake", args=[token]), {**fields, "act": act}, follow=follow)
