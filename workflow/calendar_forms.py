"""The notice of a year as a form asks for it: as a file, as its text, or field by field."""

import json
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workdays.calendar import Calendar
from workdays.models import CalendarYear
from workdays.yeargrid import spans
from workdays.yearnotice import DOCUMENT_NO_LENGTH, ISSUER_LENGTH, TITLE_LENGTH

LARGEST = 256 * 1024
APART = re.compile(r"[\s,，~～至—–]+")
A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class YearForm(forms.Form):
    """One notice; a file or a text stands for all other fields."""

    file = forms.FileField(
        label=_("通知文件（JSON）"), required=False, help_text=_("格式同 load_calendar，可以含几个年份。")
    )
    text = forms.CharField(
        label=_("或粘贴文件内容"),
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    year = forms.IntegerField(label=_("年份"), required=False)
    document_no = forms.CharField(label=_("文号"), required=False, max_length=DOCUMENT_NO_LENGTH)
    title = forms.CharField(label=_("标题"), required=False, max_length=TITLE_LENGTH)
    issuer = forms.CharField(label=_("发文机关"), required=False, max_length=ISSUER_LENGTH)
    issued_on = forms.DateField(
        label=_("发文日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    off = forms.CharField(
        label=_("放假"),
        required=False,
        help_text=_("一行一段：首日 末日 名称，两头都算，含周末。如 2027-01-01 2027-01-03 元旦"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    work = forms.CharField(
        label=_("调休上班"),
        required=False,
        help_text=_("一行一天，只能是周六或周日。"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def clean_file(self) -> str:
        """The text of the file; blank where none was given."""
        given = self.cleaned_data.get("file")
        if not given:
            return ""
        if given.size > LARGEST:
            raise forms.ValidationError(_("文件太大，通知不会超过 256 KB。"))
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("读不了文件：不是 UTF-8 文字。")) from error

    def notices(self) -> str:
        """The notices as `load_calendar` reads them; what cannot be read stays in, to be told by line."""
        return self.cleaned_data["file"] or self.cleaned_data["text"] or json.dumps(self._entry())

    def _entry(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "year": "" if data["year"] is None else data["year"],
            "document_no": data["document_no"],
            "title": data["title"],
            "issuer": data["issuer"],
            "issued_on": str(data["issued_on"] or ""),
            "off": [_span(line) for line in _lines(data["off"])],
            "work": _lines(data["work"]),
        }


def as_fields(year: CalendarYear, calendar: Calendar) -> dict[str, Any]:
    """The fields as a year stands now: what a corrected notice begins with; blank where none is entered."""
    if year.is_provisional:
        return {"year": year.year}
    ordered = spans(calendar, year.year)
    off = [f"{one.first_on} {one.last_on} {one.name}".strip() for one in ordered if not one.is_working]
    return {
        "year": year.year,
        "document_no": year.document_no,
        "title": year.title,
        "issuer": year.issuer,
        "issued_on": year.issued_on,
        "off": "\n".join(off),
        "work": "\n".join(str(one.first_on) for one in ordered if one.is_working),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _span(line: str) -> list[str]:
    """首日 末日 名称; a single day may stand alone, with or without its name."""
    parts = APART.split(line, maxsplit=2)
    if len(parts) == 1 or not A_DAY.fullmatch(parts[1]):
        parts.insert(1, parts[0])
    return [parts[0], parts[1], " ".join(parts[2:])] if len(parts) > 2 else parts
