"""A form that posts carries the token that lets it post, however deep it is included."""

import re
from pathlib import Path

from tests.architecture.sources import files, text

INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')
TOKEN = "{% csrf_token %}"


def templates() -> dict[str, str]:
    """Our templates by the name they are included under."""
    return {_name(path): text(path) for path in files(".html") if "templates" in path.parts}


def _name(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("templates") + 1 :])


def writes_the_token(name: str, all_of_them: dict[str, str]) -> bool:
    """Whether a template or one it includes puts the token on the page."""
    source = all_of_them.get(name, "")
    return TOKEN in source or any(
        writes_the_token(found[1], all_of_them) for found in INCLUDE.finditer(source)
    )


def test_an_include_that_closes_the_context_still_hands_on_the_token() -> None:
    all_of_them = templates()
    forgotten = [
        f"{name}: {found[0]}"
        for name, source in all_of_them.items()
        for found in INCLUDE.finditer(source)
        if " only" in found[2] and "csrf_token=" not in found[2] and writes_the_token(found[1], all_of_them)
    ]

    assert not forgotten
