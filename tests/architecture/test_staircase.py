"""A step of the staircase uses those before it, never those after: by import, by name or by link."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.sources import (
    STAIRCASE,
    app_modules,
    app_of_template,
    files,
    nodes,
    none,
    step,
    text,
)

MODEL_NAME = re.compile(r"^([a-z_]+)\.[A-Z]\w+$")
LINK = re.compile(r"""{%\s*url\s+["']([\w:-]+)["']""")
EVERYBODYS = {"home"}  # the front door, which any page may lead back to
LOOKING_UP = {"get_model", "reverse", "reverse_lazy", "redirect"}


def test_no_step_imports_a_later_one() -> None:
    assert none(climbing(imported_apps))


def test_no_model_points_to_a_later_step_by_name() -> None:
    assert none(climbing(apps_named_in_strings))


def test_no_step_links_to_a_page_of_a_later_one() -> None:
    assert none(climbing(apps_linked_in_code))


def test_no_template_links_to_a_page_of_a_later_step() -> None:
    found = []
    for path in files(".html"):
        own = app_of_template(path)
        found += [f"{path}: {name}" for name in links_of(path) if is_above(owner_of(name), own)]

    assert none(found)


def test_the_installed_steps_stand_in_the_order_of_the_staircase() -> None:
    installed = [config.label for config in apps.get_app_configs() if config.label in STAIRCASE[:-1]]

    assert installed == sorted(installed, key=step)


def climbing(look: Callable[[Path], Iterator[str]]) -> list[str]:
    """Every place where a module reaches for an app above its own."""
    return [f"{path}: {app}" for path in app_modules() for app in look(path) if is_above(app, path.parts[0])]


def is_above(app: str, own: str) -> bool:
    return app in STAIRCASE and step(app) > step(own)


def imported_apps(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def apps_named_in_strings(path: Path) -> Iterator[str]:
    for node in nodes(path):
        words = node.value if isinstance(node, ast.Constant) else None
        if isinstance(words, str) and (match := MODEL_NAME.match(words)):
            yield match.group(1)


def apps_linked_in_code(path: Path) -> Iterator[str]:
    """First words of reverse("…"), redirect("…") and get_model("app", …)."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and name_of(node.func) in LOOKING_UP and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value if first.value in STAIRCASE else owner_of(first.value)


def links_of(path: Path) -> set[str]:
    """The pages a template links to, but for the front door."""
    return set(LINK.findall(text(path))) - EVERYBODYS


def name_of(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def owner_of(url_name: str) -> str:
    """The app whose view answers a named URL; empty for a library's, a missing one or an address."""
    *namespaces, name = url_name.split(":")
    found = [pattern for pattern in _patterns(get_resolver(), tuple(namespaces)) if pattern.name == name]
    return found[0].callback.__module__.split(".")[0] if found else ""


def _patterns(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            if not namespaces:
                yield entry
        elif not entry.namespace:
            yield from _patterns(entry, namespaces)
        elif namespaces and entry.namespace == namespaces[0]:
            yield from _patterns(entry, namespaces[1:])
