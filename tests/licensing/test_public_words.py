"""What the catalogue tells the public is said as a fact; doubts are marks, for administrators alone."""

import json
from typing import Any

import pytest

from tests.makers.licensing import our_catalogue

DOUBTS = ("待核", "to be checked")
INTERNAL = {"marks", "sources", "fees"}


@pytest.mark.parametrize("entry", our_catalogue().items, ids=lambda entry: entry["code"])
def test_no_public_word_of_an_item_says_that_it_is_still_to_be_checked(entry: dict[str, Any]) -> None:
    public = json.dumps({key: entry[key] for key in entry.keys() - INTERNAL}, ensure_ascii=False)

    assert [doubt for doubt in DOUBTS if doubt in public] == []
