"""The public list of decisions: everything of ours, no person's name, no secret."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from licensing.actions import decide, submit_opinion
from licensing.models import Application, Decision
from licensing.states import DecisionKind
from parties.models import Party
from tests.makers.licensing import MORNING, World, a_world, accepted, of_task, task
from tests.makers.organization import CAST
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.statements import statements
from workflow.actions import Outcome

pytestmark = pytest.mark.django_db
URL = "/decisions/"
FIRM = "镇江示范甲设备有限公司"
PERSON = "欧阳示范"
CANARY = "金丝雀密件"


@pytest.fixture
def world() -> World:
    return a_world("QTS-05", "QTS-06")


def decided(
    world: World,
    code: str,
    party: Party,
    kind: DecisionKind = DecisionKind.GRANTED,
    *,
    days: int = 1,
    secret: bool = False,
) -> Decision:
    """Opinions given and decided some days after 23 September."""
    application = accepted(world, code, party=party)
    at = MORNING + timedelta(days=days)
    for step in _reviews(application):
        mine = task(application, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=at)
    return decide(
        task(application, "decision").pk,
        kind,
        reasons="" if kind == DecisionKind.GRANTED else f"{CANARY}不合条件",
        is_confidential=secret,
        by=world.cast.leader,
        at=at,
    )


def _reviews(application: Application) -> list[str]:
    tasks = application.case.tasks.filter(step__kind="review")
    return [str(code) for code in tasks.values_list("step__code", flat=True)]


def page(client: Client, **query: str) -> str:
    return client.get(URL, query).content.decode()


def test_a_firm_is_named_and_a_person_masked(client: Client, world: World) -> None:
    decided(world, "QTS-05", an_enterprise(FIRM))
    decided(world, "QTS-06", a_natural_person(PERSON))

    words = page(client)

    assert FIRM in words
    assert PERSON not in words
    assert "欧***" in words
    assert "共 2 件" in words


def test_a_person_cannot_be_looked_for_by_name_or_number(client: Client, world: World) -> None:
    person = a_natural_person(PERSON)
    decided(world, "QTS-06", person)

    for asked in (PERSON, "欧阳", "oysf", person.id_masked):
        assert "没有这样的决定" in page(client, q=asked)


def test_what_is_confidential_is_left_out_of_page_count_and_file(client: Client, world: World) -> None:
    decided(world, "QTS-05", an_enterprise(f"{CANARY}有限公司"), secret=True)
    decided(world, "QTS-05", an_enterprise(FIRM))

    assert CANARY not in page(client)
    assert CANARY not in page(client, q=CANARY).replace(f'value="{CANARY}"', "")
    assert "共 1 件" in page(client)
    assert CANARY not in client.get(URL, {"as": "csv"}).getvalue().decode()


def test_no_reason_and_no_name_of_staff_is_told(client: Client, world: World) -> None:
    decided(world, "QTS-05", an_enterprise(FIRM), DecisionKind.DENIED)

    words = page(client)

    assert "不予许可" in words
    assert CANARY not in words
    assert not [name for name, _unit, _roles in CAST.values() if name in words]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"kind": "granted"}, {"甲"}),
        ({"kind": "denied"}, {"乙"}),
        ({"function": "special_equipment"}, {"甲", "乙"}),
        ({"function": "food"}, set()),
        ({"q": "示范甲"}, {"甲"}),
        ({"q": "zjsfj"}, {"甲"}),
        ({"q": "使用登记"}, {"甲", "乙"}),
        ({"since": "2026-09-25"}, {"乙"}),
        ({"until": "2026-09-24"}, {"甲"}),
        ({"since": "nonsense", "kind": "x", "function": "x", "after": "x_y"}, {"甲", "乙"}),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)
def test_the_list_is_narrowed(client: Client, world: World, query: dict[str, str], shown: set[str]) -> None:
    decided(world, "QTS-05", an_enterprise(FIRM))
    decided(world, "QTS-05", an_enterprise("句容示范乙厂"), DecisionKind.DENIED, days=2)

    words = page(client, **query)

    assert {sign for sign, name in (("甲", FIRM), ("乙", "句容示范乙厂")) if name in words} == shown


def test_pages_follow_each_other_without_gap_or_repeat(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("licensing.views.public.decisions.PAGE", 2)
    firms = [an_enterprise(f"示范{number}号厂") for number in range(5)]
    for firm in firms:
        decided(world, "QTS-05", firm)

    seen, url = [], URL
    while url:
        answer = client.get(url)
        seen += [decision.pk for decision, _applicant in answer.context["rows"]]
        url = answer.context["next_url"] and URL + answer.context["next_url"]

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == 5


def test_the_file_holds_what_is_filtered_and_no_formula(client: Client, world: World) -> None:
    decided(world, "QTS-05", an_enterprise("=1+1示范厂"))
    decided(world, "QTS-05", an_enterprise(FIRM), DecisionKind.DENIED)

    answer = client.get(URL, {"as": "csv", "kind": "granted"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert [row[3] for row in rows[1:]] == ["'=1+1示范厂"]


def test_the_list_costs_two_statements_whatever_its_length(client: Client, world: World) -> None:
    for number in range(4):
        decided(world, "QTS-05", an_enterprise(f"示范{number}号厂"))

    with statements() as asked:
        page(client)

    assert len(asked.asked) == 2


def test_the_home_page_leads_there(client: Client, world: World) -> None:
    decided(world, "QTS-05", an_enterprise(FIRM))

    assert f'href="{URL}"' in client.get(reverse("home")).content.decode()
