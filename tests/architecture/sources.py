"""Which files of the checkout are ours, and where each stands on the staircase."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAIRCASE = [
    "records",
    "workdays",
    "organization",
    "notices",
    "parties",
    "documents",
    "workflow",
    "fees",
    "licensing",
    "orders",
    "complaints",
    "liaison",
    "oversight",
    "zhenjiang_qts",
]
NOT_OURS = {"node_modules", "staticfiles", "vendor", "var"}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Our own files with these suffixes, relative to the checkout."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.suffix in suffixes)
    return tuple(sorted(path for path in found if is_ours(path)))


def is_ours(path: Path) -> bool:
    return not NOT_OURS.intersection(path.parts) and not any(part.startswith(".") for part in path.parts[:-1])


def python_files() -> tuple[Path, ...]:
    return files(".py")


def app_modules() -> list[Path]:
    """Python files of the steps of the staircase."""
    return [path for path in python_files() if path.parts[0] in STAIRCASE]


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(tree(path))


def step(app: str) -> int:
    """How high an app stands."""
    return STAIRCASE.index(app)


def app_of_template(path: Path) -> str:
    """The step a template belongs to: its app's folder, or the folder under templates/ named after one."""
    return next((part for part in path.parts[:-1] if part in STAIRCASE), "zhenjiang_qts")


def none(found: Iterable[object]) -> bool:
    """True if nothing was found; else fails naming all of it."""
    lines = [str(thing) for thing in found]
    assert not lines, "\n" + "\n".join(lines)
    return True
