"""An application's answers against its form, and the materials they make necessary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from licensing.fields import Answers, Context, Definition, check_answers, read_definition
from licensing.models import ItemVersion, Material
from organization.models import District
from workflow.skipping import read_condition


def form_of(version: ItemVersion) -> Definition | None:
    """The form of an item version; an item that is not open has none."""
    return read_definition(version.form.definition) if version.form else None


def context_on(on: date) -> Context:
    """What a check or a page needs beside the form: the day and the districts, in the reader's language."""
    districts = District.objects.order_by("order", "code")
    return Context(on, tuple((district.code, district.title()) for district in districts))


def checked_answers(version: ItemVersion, raw: Mapping[str, Any], *, on: date) -> Answers:
    """The answers as stored, with what is wrong and what is missing."""
    form = form_of(version)
    return Answers() if form is None else check_answers(form, raw, context=context_on(on))


def wanted_materials(version: ItemVersion, answers: Mapping[str, Any]) -> list[Material]:
    """The materials that may be asked for, given the answers: those with a basis whose condition holds."""
    asked = version.materials.filter(is_asked=True).select_related("basis").order_by("order")
    return [material for material in asked if is_wanted(material, answers)]


def is_wanted(material: Material, answers: Mapping[str, Any]) -> bool:
    """True if the answers make the material necessary."""
    return not material.required_if or read_condition(material.required_if).holds(answers)
