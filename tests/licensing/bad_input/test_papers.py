"""Bad input: bad processes, dates in 2027, hostile names and endless texts."""

import copy
from datetime import UTC, datetime

import pytest

from documents.models import Document
from licensing.actions import (
    load_catalogue,
)
from licensing.catalogue_files import Catalogue
from licensing.refusals import AnswersError
from records.refusals import LegalRefusal
from tests.makers.licensing import (
    a_world,
    accepted,
    good_answers,
    only,
    received,
)
from tests.makers.organization import SINCE
from tests.makers.parties import an_enterprise

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"after": ["decision"]}, "成环", id="a cycle"),
        pytest.param({"after": []}, "无法到达", id="unreachable"),
        pytest.param({"after": [], "join": "any"}, "却没有前置环节", id="a join on nothing"),
        pytest.param({"days": 9}, "超过承诺", id="longer than the promise"),
    ],
)
def test_a_bad_process_is_not_published_and_its_step_is_named(change: dict[str, object], said: str) -> None:
    a_world("QTS-05")
    process = copy.deepcopy(dict(only("QTS-06").processes["QTS-06"]))
    process["steps"][1].update(change)

    with pytest.raises(LegalRefusal, match=said) as refused:
        load_catalogue(
            Catalogue(only("QTS-06").items, {"QTS-06": process}, only("QTS-06").forms), by=None, at=SINCE
        )

    assert "“" in refused.value.message


def test_a_due_date_in_2027_is_printed_as_provisional() -> None:
    world = a_world("QTS-08")
    late = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)

    application = accepted(world, "QTS-08", at=late)

    facts = dict(Document.objects.get(kind="acceptance").content["facts"])
    assert application.case.is_provisional
    assert "暂定" in facts["承诺办结"]
    assert "暂定" in facts["法定办结"]


@pytest.mark.parametrize(
    "name", ["😀有限公司", "<script>alert(1)</script>", "=1+1", "甲\u202e乙公司", "#let a = [\\]"]
)
def test_hostile_names_pass_through_to_the_papers_harmlessly(name: str) -> None:
    world = a_world("QTS-08")
    party = an_enterprise(name)

    application = accepted(world, "QTS-08", party=party)

    document = Document.objects.get(kind="acceptance", subject_key=application.case.number)
    assert document.recipient_name == party.name


def test_ten_thousand_characters_are_refused_at_the_field_and_unknown_fields_too() -> None:
    world = a_world("QTS-08")
    answers = {**good_answers("QTS-08"), "certificate_no": "字" * 10_000, "amount": 1}

    with pytest.raises(AnswersError) as error:
        received(world, "QTS-08", answers=answers)

    assert set(error.value.errors) == {"certificate_no", "amount"}
