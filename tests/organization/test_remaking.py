"""What a migration must do to alter a table of organization on SQLite; the constraints survive it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, OperationalError, connection, models, transaction

from organization.models import Person, Post
from organization.triggers import (
    install,
    install_last_administrator,
    remove,
    remove_last_administrator,
)
from tests.makers.organization import give_post, make_person, make_units

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite remakes a table to alter it"),
]


@contextmanager
def altering() -> Iterator[None]:
    with connection.schema_editor() as editor:
        remove(None, editor)
        remove_last_administrator(None, editor)
    yield
    with connection.schema_editor() as editor:
        install(None, editor)
        install_last_administrator(None, editor)


def remake(model: type[models.Model]) -> None:
    with connection.schema_editor() as editor:
        editor._remake_table(model)  # type: ignore[attr-defined]  # SQLite's editor has it


@pytest.mark.parametrize("model", [Person, Post])
def test_a_table_the_guards_name_cannot_be_remade_unnoticed(model: type[models.Model]) -> None:
    with pytest.raises(OperationalError, match="error in trigger"):
        remake(model)


def test_with_the_guards_off_and_on_again_everything_is_refused_as_before() -> None:
    unit, person = make_units()["legal"], make_person("someone")
    give_post(person, unit)

    with altering():
        remake(Person)
        remake(Post)

    with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
        give_post(person, unit)
    with pytest.raises(IntegrityError, match="self-registered"), transaction.atomic():
        give_post(make_person("stranger", is_self_registered=True), unit)
