"""What came back from a page."""

from typing import Any


def words(answer: Any) -> str:
    """What an answer says, with its markup."""
    return str(answer.content.decode())
