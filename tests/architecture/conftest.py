"""The house at whose doors everybody knocks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.architecture.access_rows import ANONYMOUS, EVERYBODY, Row
from tests.architecture.scene import THINGS, Names, Scene
from tests.makers.organization import sign_in


@dataclass
class House:
    """The scene, a client for each of the cast, and the names of the objects."""

    scene: Scene
    clients: dict[str, Client]
    things: dict[str, Names]

    def ask(self, who: str, row: Row, names: Names) -> HttpResponse:
        call = getattr(self.clients[who], row.method)
        answer: HttpResponse = call(reverse(row.name, kwargs=names), dict(row.data))
        return answer


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """One world for a whole module; each request is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        scene = Scene()
        things = {key: thing.names(scene) for key, thing in THINGS.items()}
        clients = {who: sign_in(Client(), getattr(scene.cast, who)) for who in EVERYBODY - {ANONYMOUS}}
        yield House(scene, clients | {ANONYMOUS: Client()}, things)
        transaction.set_rollback(True)
