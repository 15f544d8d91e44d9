"""The database defends itself: no application is stored for an item nobody may apply for that day."""

import pytest
from django.db import DatabaseError, connection, transaction

from licensing.actions import load_catalogue
from licensing.catalogue_files import Catalogue
from licensing.models import Application
from tests.makers.licensing import a_world, only, received
from tests.makers.organization import SINCE

pytestmark = pytest.mark.django_db


def test_an_application_for_a_cancelled_item_cannot_be_stored() -> None:
    received(a_world("QTS-03", "QTS-06"), "QTS-06")

    _store_another("(SELECT v.id FROM licensing_itemversion v WHERE NOT v.is_open)")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"open_on": "2027-01-01"}, id="not yet open"),
        pytest.param({"closed_on": "2026-09-23", "closed_reason": "示范取消"}, id="closed from that day"),
    ],
)
def test_an_application_outside_the_days_of_its_item_cannot_be_stored(changed: dict[str, str]) -> None:
    received(a_world("QTS-06"), "QTS-06")
    entry = {**only("QTS-06").items[0], **changed}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    _store_another("(SELECT MAX(v.id) FROM licensing_itemversion v)")


def _store_another(version: str) -> None:
    """A second application like the one that is there, for another version: refused by the guard."""
    names = [str(field.column) for field in Application._meta.concrete_fields if not field.primary_key]
    given: dict[str, str] = {"item_version_id": version, "token": "'another'"}
    values = ", ".join(given.get(name, name) for name in names)
    sql = f"INSERT INTO licensing_application ({', '.join(names)}) SELECT {values} FROM licensing_application"
    with (
        pytest.raises(DatabaseError, match="of_open_item"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
