"""A file of notices (JSON, described in docs/counting-days.md) read into what can be entered."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from records.languages import listed
from workdays.yearnotice import DaysOff, Fault, NoticeRefusedError, YearNotice

KEYS = {"year", "document_no", "title", "issuer", "issued_on", "off", "work"}


def read_notices(text: str) -> list[YearNotice]:
    """The notices of a file: one with its `year`, or several under their years, in order of year.

    Raises NoticeRefusedError with a line for each thing that cannot be read.
    """
    return [_read_year(year, entry) for year, entry in sorted(_entries(_parsed(text)).items())]


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise NoticeRefusedError([Fault(_("文件"), _("不是 JSON：{error}").format(error=error))]) from error
    if not isinstance(content, dict) or not content:
        raise NoticeRefusedError([Fault(_("文件"), _("应是一个对象，内有年份、文号、放假和调休上班。"))])
    return content


def _entries(content: Mapping[str, Any]) -> dict[str, Any]:
    """The entry of each year, by its year as written."""
    return {str(content["year"]): content} if "year" in content else dict(content)


def _read_year(year: str, entry: object) -> YearNotice:
    if not isinstance(entry, dict):
        raise NoticeRefusedError([Fault(year, _("应是一个对象，内有文号、放假和调休上班。"))])
    reader = _Reader()
    unknown = sorted(set(entry) - KEYS)
    reader.expect(not unknown, _("文件"), _("不认识的项目：{names}").format(names=listed(unknown)))
    notice = YearNotice(
        year=reader.year(year),
        document_no=reader.text(_("文号"), entry.get("document_no", "")),
        title=reader.text(_("标题"), entry.get("title", "")),
        issuer=reader.text(_("发文机关"), entry.get("issuer", "")),
        issued_on=reader.day(_("发文日期"), entry.get("issued_on")),
        off=tuple(
            reader.span(n, item) for n, item in enumerate(reader.items(_("放假"), entry.get("off")), 1)
        ),
        makeup=tuple(
            reader.day(_("调休上班第 {n} 天").format(n=n), item)
            for n, item in enumerate(reader.items(_("调休上班"), entry.get("work", [])), 1)
        ),
    )
    if reader.faults:
        raise NoticeRefusedError(reader.faults)
    return notice


class _Reader:
    """Reads values, keeping a fault for each that cannot be read, so that all are told at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def expect(self, holds: bool, where: str, reason: str) -> bool:
        if not holds:
            self.faults.append(Fault(where, reason))
        return holds

    def year(self, value: str) -> int:
        good = value.isascii() and value.isdigit() and len(value) == 4
        return int(value) if self.expect(good, _("年份"), _("“{value}”不是年份。").format(value=value)) else 0

    def text(self, where: str, value: object) -> str:
        good = self.expect(isinstance(value, str), where, _("应是文字。"))
        return str(value) if good else ""

    def day(self, where: str, value: object) -> date:
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.expect(False, where, _("“{value}”不是日期，应如 2027-01-01。").format(value=value))
            return date.min

    def items(self, where: str, value: object) -> list[Any]:
        return value if isinstance(value, list) and self.expect(True, where, "") else self._no_list(where)

    def _no_list(self, where: str) -> list[Any]:
        self.expect(False, where, _("应是一个列表。"))
        return []

    def span(self, n: int, item: object) -> DaysOff:
        where = _("放假第 {n} 段").format(n=n)
        good = isinstance(item, list) and len(item) in (2, 3)
        if not good or not isinstance(item, list):
            self.expect(False, where, _("应是 [首日, 末日] 或 [首日, 末日, 名称]。"))
            return DaysOff(date.min, date.min)
        name = self.name(where, item[2]) if len(item) == 3 else ""
        return DaysOff(self.day(where, item[0]), self.day(where, item[1]), name)

    def name(self, where: str, value: object) -> str:
        good = isinstance(value, str) and len(value) <= 64
        self.expect(good, where, _("名称应是 64 个字符以内的文字。"))
        return str(value).strip() if good else ""
