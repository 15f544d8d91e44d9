"""Counts of what waits: exact up to a bound, none twice, all in one statement."""

import pytest

from tests.makers.organization import Cast
from tests.makers.statements import statements
from tests.makers.workflow import a_case, a_process, accepted
from workflow.counting import Count, counted
from workflow.models import Task


def test_parts_are_counted_in_one_statement_and_no_row_twice(people: Cast) -> None:
    process = a_process()
    for _case in range(2):
        accepted(people, a_case(people, process))
    legal = Task.objects.open().filter(step__code="legal")
    metrology = Task.objects.open().filter(step__code="metrology")

    with statements() as asked:
        found = counted({"both": [legal, metrology, legal], "one": [legal], "none": []})

    assert len(asked.asked) == 1
    assert found == {"both": Count(4, False), "one": Count(2, False), "none": Count(0, False)}


@pytest.mark.parametrize(
    ("most", "shown", "words"), [(2, "2+", "2 件以上"), (3, "3", "共 3 件"), (4, "3", "共 3 件")]
)
def test_a_count_says_where_it_stopped(people: Cast, most: int, shown: str, words: str) -> None:
    process = a_process()
    for _case in range(3):
        accepted(people, a_case(people, process))

    found = counted({"all": [Task.objects.open().filter(step__code="legal")]}, most=most)["all"]

    assert (str(found), found.in_words()) == (shown, words)
