"""What may set a licence, and what an entry of the catalogue must say."""

import copy
from datetime import date

import pytest

from licensing.catalogue_files import OURS, read_catalogue, written
from licensing.entries import LegalBasis, faults
from licensing.legality import Nature, Rank, has_sufficient_basis
from licensing.states import MOVES, State, may_move

ON = date(2026, 11, 24)
ENTRIES = {entry["code"]: entry for entry in read_catalogue().items}


@pytest.mark.parametrize(
    ("rank", "since", "until", "enough"),
    [
        pytest.param(Rank.LAW, None, None, True, id="a law"),
        pytest.param(Rank.ADMIN_REGULATION, None, None, True, id="an administrative regulation"),
        pytest.param(Rank.STATE_COUNCIL_DECISION, None, None, True, id="a State Council decision"),
        pytest.param(Rank.LOCAL_REGULATION, None, None, True, id="a local regulation"),
        pytest.param(
            Rank.PROVINCIAL_RULE, date(2025, 11, 24), None, True, id="a provincial rule, last day of its year"
        ),
        pytest.param(
            Rank.PROVINCIAL_RULE, date(2025, 11, 23), None, False, id="a provincial rule after its year"
        ),
        pytest.param(Rank.PROVINCIAL_RULE, None, None, False, id="a provincial rule of unknown date"),
        pytest.param(Rank.DEPARTMENT_RULE, None, None, False, id="a department rule"),
        pytest.param(Rank.OTHER, None, None, False, id="any other document"),
        pytest.param(Rank.LAW, date(2026, 11, 25), None, False, id="a law not yet in force"),
        pytest.param(Rank.LAW, None, date(2026, 11, 23), False, id="a repealed law"),
    ],
)
def test_only_some_ranks_set_a_licence(
    rank: Rank, since: date | None, until: date | None, enough: bool
) -> None:
    basis = LegalBasis(rank, since, until)

    assert has_sufficient_basis(Nature.LICENCE, [basis], ON) is enough


def test_other_natures_need_any_published_basis_but_not_none() -> None:
    rule = LegalBasis(Rank.DEPARTMENT_RULE, None, None)

    assert has_sufficient_basis(Nature.SERVICE, [rule], ON)
    assert not has_sufficient_basis(Nature.SERVICE, [], ON)


def test_our_catalogue_has_the_twenty_items_and_no_fault() -> None:
    assert sorted(ENTRIES) == [f"QTS-{number:02d}" for number in range(1, 21)]
    assert [fault for entry in ENTRIES.values() for fault in faults(entry)] == []


def test_what_was_cancelled_is_closed_with_its_reason() -> None:
    closed = {code for code, entry in ENTRIES.items() if not entry["is_open"]}

    assert closed == {"QTS-03", "QTS-04", "QTS-13", "QTS-14", "QTS-16", "QTS-20"}
    assert all(ENTRIES[code]["closed_reason"] for code in closed)


def test_what_the_superior_decides_shows_the_superiors_limits_apart() -> None:
    forwarded = {code for code, entry in ENTRIES.items() if entry["superior"]}

    assert forwarded == {"QTS-07", "QTS-09", "QTS-11", "QTS-12"}
    assert {(ENTRIES[code]["statutory_limit"], ENTRIES[code]["promised_limit"]) for code in forwarded} == {
        (20, 10)
    }
    assert ENTRIES["QTS-09"]["superior_statutory_limit"] == 60


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"promised_limit": 31}, "承诺时限", id="a promise above the law"),
        pytest.param({"bases": []}, "依据", id="no basis"),
        pytest.param({"closed_on": "2027-01-01"}, "理由", id="closing without a reason"),
        pytest.param({"process": ""}, "流程", id="open without a process"),
        pytest.param({"superior": "江苏省主管部门"}, "转报件", id="a superior without forwarding"),
        pytest.param({"nature": "permission"}, "性质", id="an unknown nature"),
        pytest.param({"marks": {}}, "待核", id="no marks"),
        pytest.param({"statutory_limit": None, "promised_limit": None}, "时限", id="no limit"),
    ],
)
def test_an_unlawful_entry_is_named(change: dict[str, object], said: str) -> None:
    entry = {**ENTRIES["QTS-08"], **change}

    assert any(fault.startswith("QTS-08") and said in fault for fault in faults(entry))


def test_a_department_rule_alone_opens_no_licence() -> None:
    entry = copy.deepcopy(dict(ENTRIES["QTS-08"]))
    for basis in entry["bases"]:
        basis["rank"] = Rank.DEPARTMENT_RULE.value

    assert any("第十四条" in fault for fault in faults(entry))


def test_a_material_without_basis_may_be_listed_but_not_asked_for() -> None:
    entry = copy.deepcopy(dict(ENTRIES["QTS-08"]))
    entry["materials"][0]["basis"] = None

    assert any("充装许可申请书" in fault for fault in faults(entry))

    entry["materials"][0]["is_asked"] = False

    assert faults(entry) == []


def test_a_ninth_ground_is_not_one() -> None:
    entry = copy.deepcopy(dict(ENTRIES["QTS-08"]))
    entry["uncounted"][0]["ground"] = "examination"

    assert any("第四十五条" in fault for fault in faults(entry))


def test_a_missing_and_a_strange_word_are_named() -> None:
    entry = {name: value for name, value in ENTRIES["QTS-08"].items() if name != "quantity"} | {
        "colour": "red"
    }

    (fault,) = faults(entry)

    assert "quantity" in fault
    assert "colour" in fault


def test_the_file_is_written_as_it_is_read() -> None:
    assert written([dict(entry) for entry in read_catalogue().items]).split() == OURS.read_text().split()


def test_an_end_is_an_end() -> None:
    ends = set(State) - set(MOVES)

    assert ends >= {State.GRANTED, State.DENIED, State.NOT_ACCEPTED, State.WITHDRAWN, State.RETURNED}
    assert not any(may_move(end, state) for end in ends for state in State)
    assert not may_move(State.ACCEPTED, State.CORRECTION)
