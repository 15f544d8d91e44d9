"""A form field as the look draws it: its control with the right class, joined to its hint and error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

CHECKS = (forms.CheckboxInput,)
SELECTS = (forms.Select, forms.SelectMultiple)
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, CHECKS):
        return "form-check-input"
    return "form-select" if isinstance(widget, SELECTS) else "form-control"


def _describedby(field: BoundField) -> str:
    """The ids of what explains the field, error first: it is what matters when there is one."""
    parts = [
        f"{field.auto_id}_error" if field.errors else "",
        f"{field.auto_id}_helptext" if field.help_text else "",
    ]
    return " ".join(part for part in parts if part)


def field_context(field: BoundField, css: str = "") -> dict[str, Any]:
    """What parts/field.html needs to draw one field; fieldsets for radios and lists of boxes."""
    widget = field.field.widget
    own = f"{widget.attrs.get('class', '')} {_css(widget)}{' is-invalid' if field.errors else ''}".strip()
    describedby = _describedby(field)
    attrs: dict[str, str | bool] = {"class": own}
    if describedby:
        attrs["aria-describedby"] = describedby
    grouped = isinstance(widget, GROUPS)
    return {
        "field": field,
        "control": "" if grouped else field.as_widget(attrs=attrs),
        "grouped": grouped,
        "is_check": isinstance(widget, CHECKS),
        "required": field.field.required,
        "describedby": describedby,
        "css": css,
    }
