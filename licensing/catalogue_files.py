"""The catalogue as files: items, and beside them their processes and forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

Spec = Mapping[str, Any]
DATA = Path(__file__).resolve().parent / "data"
OURS = DATA / "catalogue.json"
TITLE = "镇江市质量技术监督局事项目录"


class CatalogueFileError(ValueError):
    """A catalogue file cannot be read; the message says which and where."""


@dataclass(frozen=True)
class Catalogue:
    """What a catalogue file and its neighbours say."""

    items: tuple[Spec, ...]
    processes: Mapping[str, Spec] = field(default_factory=dict)
    forms: Mapping[str, Spec] = field(default_factory=dict)


def read_catalogue(path: Path = OURS) -> Catalogue:
    """The file, with `processes.json` and `forms/*.json` beside it where they are (CatalogueFileError)."""
    content = _json(path)
    if not isinstance(content, dict) or not isinstance(content.get("items"), list):
        raise CatalogueFileError(_("{path} 没有事项清单（items）。").format(path=path.name))
    processes = path.parent / "processes.json"
    forms = sorted((path.parent / "forms").glob("*.json"))
    return Catalogue(
        items=tuple(content["items"]),
        processes={spec["code"]: spec for spec in (_json(processes) if processes.exists() else [])},
        forms={form.stem: _json(form) for form in forms},
    )


def content(items: list[dict[str, Any]]) -> dict[str, Any]:
    """What a catalogue file holds, as `read_catalogue` takes it."""
    return {"catalogue": TITLE, "items": items}


def written(items: list[dict[str, Any]]) -> str:
    """The text of a catalogue file: one line for each plain value and each row, so that changes read well."""
    body = ",\n".join(_item(item) for item in items)
    return f'{{\n"catalogue": {_line(TITLE)},\n"items": [\n{body}\n]\n}}\n'


def _item(item: Spec) -> str:
    lines = ",\n".join(f"  {_line(key)}: {_value(value)}" for key, value in item.items())
    return f" {{\n{lines}\n }}"


def _value(value: Any) -> str:
    if not (isinstance(value, list) and value):
        return _line(value)
    rows = ",\n".join(f"   {_line(row)}" for row in value)
    return f"[\n{rows}\n  ]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueFileError(_("{path} 无法读取：{error}").format(path=path.name, error=error)) from error
