"""The picture: every step in it, states as classes and in words, nothing a stranger wrote is markup."""

from datetime import date
from xml.etree.ElementTree import Element, tostring

import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # it ships no stubs
from django.utils.translation import override
from hypothesis import given, settings

from tests.makers.organization import Cast
from tests.makers.statements import statements
from tests.makers.workflow import a_case, a_process, accepted, do, licence_steps, reviewed
from tests.workflow.test_properties import graphs
from workdays.store import current_calendar
from workflow.definitions import graph_of
from workflow.dossier import dossier_of
from workflow.graphs import Graph, Node
from workflow.models import Case
from workflow.outcomes import Outcome
from workflow.picture import picture_of_case, picture_of_process
from workflow.picture.layout import Layout, lay_out
from workflow.steps import StepKind

SVG = "{http://www.w3.org/2000/svg}"


def drawn(case: Case, today: date = date(2026, 9, 28)) -> Element:
    picture: Element = fromstring(picture_of_case(dossier_of(case), today=today, calendar=current_calendar()))
    return picture


def classes(picture: Element) -> dict[str, str]:
    """The class of each box by the first word it says."""
    return {str(box.findtext(f"{SVG}text")): box.get("class", "") for box in picture.iter(f"{SVG}g")}


def test_every_step_is_a_box_that_says_its_limit(people: Cast) -> None:
    picture = fromstring(picture_of_process(graph_of(a_process().pk)))

    titles = [box.findtext(f"{SVG}title") for box in picture.iter(f"{SVG}g")]
    assert len(titles) == 8
    assert "专业审查 限 5 个工作日" in titles


def test_the_picture_has_a_name_and_tells_itself_in_words(people: Cast) -> None:
    picture = fromstring(picture_of_process(graph_of(a_process().pk), ident="guide"))

    title, desc = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "guide-t guide-d")
    assert (title.get("id"), desc.get("id")) == ("guide-t", "guide-d")
    assert "局长签批" in str(desc.text)
    assert "在专业审查、强检仪表" in str(desc.text)


def test_there_is_no_style_attribute_and_a_style_sheet_only_where_asked(people: Cast) -> None:
    graph = graph_of(a_process().pk)

    assert "style" not in picture_of_process(graph)
    assert "<style>" in picture_of_process(graph, with_style=True)


def test_states_are_classes(people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology", Outcome.DISSENT)
    do(people, case, "legal")

    assert classes(drawn(case)) == {
        "窗口受理": "done",
        "专业审查": "now",
        "强检仪表": "dissent",
        "评审结论": "now",
        "合法性审查": "done",
        "现场核查": "now",
        "局长签批": "wait",
        "制证": "wait",
    }


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 23), "剩余 5 个工作日"),
        (date(2026, 10, 8), "今日到期"),
        (date(2026, 10, 10), "超 2 个工作日"),
    ],
)
def test_an_open_box_says_its_days(people: Cast, today: date, words: str) -> None:
    assert words in tostring(drawn(accepted(people), today), encoding="unicode")


def test_names_cost_one_statement(people: Cast) -> None:
    dossier = dossier_of(reviewed(people))
    calendar = current_calendar()

    with statements() as asked:
        picture_of_case(dossier, today=date(2026, 9, 28), calendar=calendar)

    assert len(asked.asked) == 1


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "a&b\"'>", "]]>", "审查" * 30])
def test_what_people_write_is_no_markup(people: Cast, title: str) -> None:
    steps = licence_steps()
    steps[1]["title"] = title[:80]
    process = a_process(steps)

    picture = picture_of_process(graph_of(process.pk))

    assert "<script" not in picture
    fromstring(picture)
    assert fromstring(picture_of_process(graph_of(process.pk), ident="\"><b id='")) is not None
    drawn(a_case(people, process))


def test_an_english_reader_sees_english_titles(people: Cast) -> None:
    steps = licence_steps()
    steps[1]["title_en"] = "Technical review"

    with override("en"):
        assert "Technical review" in picture_of_process(graph_of(a_process(steps).pk))


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_boxes_never_overlap_and_edges_run_from_left_to_right(graph: Graph) -> None:
    layout = lay_out(graph, dict.fromkeys(graph.nodes, 60.0))
    boxes = list(layout.boxes.values())

    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart_x = one.right <= other.x or other.right <= one.x
            apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart_x or apart_y
    assert all(corners[0][0] < corners[-1][0] for corners in layout.edges.values())
    assert all(box.right <= layout.width and box.y + box.height <= layout.height for box in boxes)


def test_a_long_edge_passes_beside_the_boxes_between() -> None:
    def node(code: str, *before: str) -> Node:
        return Node(code, code, StepKind.REVIEW, before)

    layout: Layout = lay_out(Graph.of([node("a"), node("b", "a"), node("c", "a", "b")]), {})

    between = layout.boxes["b"]
    ys = [y for x, y in layout.edges["a", "c"] if between.x <= x <= between.right]
    assert all(not between.y <= y <= between.y + between.height for y in ys)
