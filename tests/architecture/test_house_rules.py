"""What any file of ours may look like: size, names, words, imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, app_modules, files, nodes, none, python_files, text, tree

LONGEST = {".py": 250, ".js": 250, ".css": 250, ".html": 120}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "managers", "manager", "mixins", "misc", "tools"}
TO_DO = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"/(?:home|root|Users|work|opt)/[a-z]")
BUILT = re.compile(r"\.min\.(js|css)$|\.map$")
EMOJI = re.compile("[\U0001f300-\U0001faff\u2705\u274c\u2728]")
IMPORTING_LATE = {"ready", "main"}  # AppConfig.ready registers; manage.py names the settings first
TEXTS = (".py", ".js", ".css", ".html", ".md", ".toml", ".yml", ".conf", ".json", ".txt", ".in", ".typ")


def test_no_file_is_longer_than_a_reader_holds_in_mind() -> None:
    lengths = {path: text(path).count("\n") for path in files(*LONGEST) if "migrations" not in path.parts}

    assert none(f"{path}: {n} lines" for path, n in lengths.items() if n > LONGEST[path.suffix])


def test_no_module_is_called_after_nothing() -> None:
    assert [
        str(path) for path in python_files() if NAMELESS.intersection({*path.parts[:-1], path.stem})
    ] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in python_files() if text(path).strip() and not ast.get_docstring(tree(path))]

    assert none(path for path in silent if "migrations" not in path.parts)


def test_no_import_hides_in_a_function() -> None:
    assert none(f"{path}:{line}" for path in python_files() for line in hidden_imports(path))


def test_nothing_is_left_to_do_and_no_machine_is_named() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:60]}"
        for path in files(*TEXTS)
        if path.name != "package-lock.json" and not path.name.startswith("requirements")
        for number, line in enumerate(text(path).splitlines(), 1)
        if TO_DO.search(line)
        or MACHINE_PATH.search(line)
        or (EMOJI.search(line) and "tests" not in path.parts)
    ]

    assert none(found)


def test_no_code_of_others_is_kept_in_the_checkout() -> None:
    assert none(path for path in files(".js", ".css", ".map") if BUILT.search(path.name))


def test_lock_files_name_no_registry() -> None:
    locks = [ROOT / name for name in ("package-lock.json", "requirements.txt", "requirements-dev.txt")]

    assert [
        lock.name
        for lock in locks
        if re.search(r'"resolved"|--(extra-)?index-url|@ https?:', lock.read_text())
    ] == []


def test_business_listens_to_no_signal_and_hides_in_no_save() -> None:
    found = [
        f"{path}:{node.lineno} {node.name}"
        for path in app_modules()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and is_hidden_business(path, node)
    ]

    assert none(found)


def hidden_imports(path: Path) -> Iterator[int]:
    for outer in nodes(path):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) and outer.name not in IMPORTING_LATE:
            yield from (
                inner.lineno for inner in ast.walk(outer) if isinstance(inner, ast.Import | ast.ImportFrom)
            )


def is_hidden_business(path: Path, node: ast.FunctionDef) -> bool:
    decorators = {getattr(d, "id", getattr(getattr(d, "func", d), "id", "")) for d in node.decorator_list}
    return "receiver" in decorators or ("models" in str(path) and node.name in {"save", "delete"})
