"""Loading, exporting and refusing the catalogue; what the database itself refuses."""

import copy
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from licensing.actions import CatalogueRefusal, load_catalogue
from licensing.catalogue_files import OURS, Catalogue
from licensing.exporting import export_catalogue
from licensing.models import Basis, FormVersion, ItemVersion, Material
from licensing.openness import refuse_if_closed, to_be_abolished
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.licensing import load, only, our_catalogue, version
from tests.makers.organization import SINCE, make_units
from workflow.models import Process

ON = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _units() -> None:
    make_units()


def _changed(code: str, **change: object) -> Catalogue:
    catalogue = only(code)
    entry = {**copy.deepcopy(dict(catalogue.items[0])), **change}
    return Catalogue((entry,), catalogue.processes, catalogue.forms)


def test_what_was_loaded_is_exported_word_for_word() -> None:
    load()

    assert export_catalogue(ON) == [dict(entry) for entry in our_catalogue().items]


def test_a_second_load_changes_nothing() -> None:
    load("QTS-08", "QTS-20")
    events = Event.objects.count()

    report = load_catalogue(only("QTS-08", "QTS-20"), by=None, at=SINCE)

    assert report.published == []
    assert report.unchanged == ["QTS-08", "QTS-20"]
    assert Event.objects.count() == events
    assert Process.objects.count() == FormVersion.objects.count() == 1


def test_a_changed_entry_becomes_a_new_version_and_the_old_one_stays() -> None:
    load("QTS-08")

    report = load_catalogue(_changed("QTS-08", quantity="全市五家"), by=None, at=SINCE)

    assert report.published == ["QTS-08"]
    assert list(ItemVersion.objects.order_by("number").values_list("number", "quantity")) == [
        (1, "没有数量限制"),
        (2, "全市五家"),
    ]
    assert version("QTS-08").process == ItemVersion.objects.get(number=1).process


def test_a_changed_process_is_published_beside_the_old_one() -> None:
    load("QTS-06")
    catalogue = only("QTS-06")
    process = copy.deepcopy(dict(catalogue.processes["QTS-06"]))
    process["steps"][1]["title"] = "资格审核"

    load_catalogue(Catalogue(catalogue.items, {"QTS-06": process}, catalogue.forms), by=None, at=SINCE)

    assert Process.objects.filter(code="QTS-06").count() == 2
    assert version("QTS-06").process.version == 2  # type: ignore[union-attr]  # an open item has one


def test_every_open_item_has_a_published_process_and_a_form() -> None:
    load()

    for each in ItemVersion.objects.taking_applications(ON):
        assert each.process is not None
        assert each.process.published_on is not None
        assert each.form is not None


def test_one_bad_entry_refuses_the_whole_file_and_leaves_a_trace() -> None:
    good, bad = only("QTS-06").items[0], _changed("QTS-08", bases=[]).items[0]
    catalogue = Catalogue((good, bad), our_catalogue().processes, our_catalogue().forms)

    with pytest.raises(CatalogueRefusal) as refused:
        load_catalogue(catalogue, by=None, at=SINCE)

    assert "QTS-08" in refused.value.message
    assert not ItemVersion.objects.exists()
    assert Event.objects.filter(verb="attempt.refused", data__act="catalogue.load").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"is_joint": True}, "第四十二条", id="joint without an outside authority"),
        pytest.param({"promised_limit": 14}, "承诺时限", id="a promise other than the process's"),
    ],
)
def test_an_entry_that_contradicts_its_process_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(LegalRefusal, match=said):
        load_catalogue(_changed("QTS-08", **change), by=None, at=SINCE)


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["file", "json"])
def test_the_commands_load_and_export_the_same_file(tmp_path: Path, options: list[str]) -> None:
    call_command("load_catalogue", stdout=StringIO())
    out = StringIO()
    call_command("export_catalogue", "--on", "2026-11-24", *options, stdout=out)
    exported = tmp_path / "catalogue.json"
    exported.write_text(out.getvalue(), encoding="utf-8")
    told = StringIO()

    call_command("load_catalogue", str(exported), "--json", stdout=told)

    ours = OURS.read_text(encoding="utf-8")
    assert json.loads(out.getvalue()) == json.loads(ours)
    assert options or out.getvalue().strip() == ours.strip()
    assert json.loads(told.getvalue())["published"] == []


@pytest.mark.parametrize("content", ["{", "[]", '{"items": [{"code": "QTS-99"}]}'])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text(content)

    with pytest.raises(CommandError):
        call_command("load_catalogue", str(file), stdout=StringIO())


def test_the_newest_version_in_force_is_the_current_one() -> None:
    load("QTS-06")
    load_catalogue(_changed("QTS-06", in_force_from="2027-01-01", quantity="示范"), by=None, at=SINCE)

    assert [each.number for each in ItemVersion.objects.current(ON)] == [1]
    assert [each.number for each in ItemVersion.objects.current(date(2027, 1, 1))] == [2]


def test_what_no_basis_carries_is_listed_for_abolition() -> None:
    load()

    assert [each.item.code for each in to_be_abolished(ON)] == ["QTS-20"]


def test_a_repealed_basis_puts_an_open_item_on_the_list_and_refuses_it() -> None:
    bases = [{**basis, "in_force_until": "2026-06-30"} for basis in only("QTS-06").items[0]["bases"]]
    load_catalogue(_changed("QTS-06", bases=bases), by=None, at=SINCE)

    assert to_be_abolished(date(2026, 6, 30)) == []
    assert [each.item.code for each in to_be_abolished(ON)] == ["QTS-06"]
    with pytest.raises(LegalRefusal, match="失效"):
        refuse_if_closed(version("QTS-06"), ON)


def test_an_entry_that_names_an_unknown_unit_is_refused() -> None:
    with pytest.raises(CatalogueRefusal, match="没有单位 moon"):
        load_catalogue(_changed("QTS-08", lead_unit="moon"), by=None, at=SINCE)


def test_a_file_without_its_neighbours_keeps_the_stored_process_and_form() -> None:
    load("QTS-06")
    first = version("QTS-06")

    load_catalogue(Catalogue(_changed("QTS-06", quantity="示范").items), by=None, at=SINCE)

    second = version("QTS-06")
    assert second.number == 2
    assert (second.process, second.form) == (first.process, first.form)


ATTACKS = {
    "a promise above the law": "UPDATE licensing_itemversion SET promised_limit = 31",
    "a changed name": "UPDATE licensing_itemversion SET name = 'x'",
    "a repealed publication": "UPDATE licensing_itemversion SET published_at = NULL",
    "a basis of another rank": "UPDATE licensing_basis SET rank = 'other'",
    "a basis taken away": "DELETE FROM licensing_basis",
    "a further material": """INSERT INTO licensing_material (version_id, "order", key, name, name_en,
        basis_mark, copies, medium, is_asked, is_key, required_if, note, note_en, mark)
        SELECT id, 99, 'x', 'x', 'x', 'memory', 1, 'copy', false, false, '', '', '', 'memory'
        FROM licensing_itemversion LIMIT 1""",
    "another form": "UPDATE licensing_formversion SET digest = 'x'",
    "a ninth ground": "UPDATE licensing_uncountedprocedure SET ground = 'examination'",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_database_keeps_what_was_published(attack: str) -> None:
    load("QTS-08")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def _unpublished(**facts: object) -> ItemVersion:
    load("QTS-08")
    draft = ItemVersion.objects.get()
    draft.pk, draft.number, draft.published_at = None, 2, None
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.save(force_insert=True)
    return draft


def test_the_database_opens_no_licence_without_a_basis_of_rank() -> None:
    draft = _unpublished()
    Basis.objects.create(version=draft, order=1, key="x", title="x", rank="department_rule", mark="memory")
    draft.published_at = SINCE

    with pytest.raises(DatabaseError, match="open_with_basis"), transaction.atomic():
        draft.save()


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"has_sufficient_basis": False}, id="no sufficient basis"),
        pytest.param({"process": None}, id="no process"),
        pytest.param({"nature": "precondition"}, id="a precondition"),
        pytest.param({"promised_limit": 31}, id="a promise above the law"),
        pytest.param({"closed_on": ON}, id="closed without a reason"),
        pytest.param({"decided_by_superior": True}, id="a superior without a name"),
    ],
)
def test_the_database_refuses_an_unlawful_version(facts: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        _unpublished(**facts)


def test_the_database_asks_for_no_material_without_basis() -> None:
    draft = _unpublished()

    with pytest.raises(DatabaseError, match="material_asked_only_with_basis"), transaction.atomic():
        Material.objects.create(
            version=draft, order=1, key="x", name="x", name_en="x", basis_mark="memory", mark="memory"
        )
