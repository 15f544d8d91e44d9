"""What a form is made of: sections of fields, each of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from records.languages import in_language
from workflow.skipping import Condition


class FieldKind(TextChoices):
    """What a field holds."""

    TEXT = "text", _("文字")
    NUMBER = "number", _("数字")
    DATE = "date", _("日期")
    CHOICE = "choice", _("选项")
    DISTRICT = "district", _("区划")
    ADDRESS = "address", _("地址")
    PERSON = "person", _("人员")
    EQUIPMENT = "equipment", _("设备")
    TABLE = "table", _("表格")


@dataclass(frozen=True)
class Choice:
    """One option."""

    value: str
    label: str
    label_en: str

    @property
    def title(self) -> str:
        return in_language(self.label, self.label_en)


@dataclass(frozen=True)
class Field:
    """One question; `parts` are the parts of a group or the columns of a table."""

    key: str
    kind: FieldKind
    label: str
    label_en: str
    is_required: bool = False
    required_if: Condition | None = None
    help: str = ""
    help_en: str = ""
    multiline: bool = False
    max_length: int = 200
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    unit_en: str = ""
    not_before: str = ""
    not_after: str = ""
    choices: tuple[Choice, ...] = ()
    multiple: bool = False
    parts: tuple[Field, ...] = ()
    min_rows: int = 0
    max_rows: int = 100

    @property
    def title(self) -> str:
        return in_language(self.label, self.label_en)

    @property
    def hint(self) -> str:
        return in_language(self.help, self.help_en)

    @property
    def measure(self) -> str:
        return in_language(self.unit, self.unit_en)

    @property
    def is_group(self) -> bool:
        return bool(self.parts) and self.kind != FieldKind.TABLE

    @property
    def is_table(self) -> bool:
        return self.kind == FieldKind.TABLE


@dataclass(frozen=True)
class Section:
    """A titled part of a form."""

    key: str
    label: str
    label_en: str
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        return in_language(self.label, self.label_en)


@dataclass(frozen=True)
class Definition:
    """A whole form."""

    label: str
    label_en: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return in_language(self.label, self.label_en)

    @property
    def fields(self) -> Iterator[Field]:
        return (field for section in self.sections for field in section.fields)
