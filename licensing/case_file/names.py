"""What the ledger of an application names in Chinese, in English: its item and its materials."""

from __future__ import annotations

from collections.abc import Mapping

from licensing.models import Application
from workflow.models import Case


def names_of(case: Case) -> Mapping[str, str]:
    """The Chinese names of the version the case is on, with their English."""
    application = Application.objects.select_related("item_version").get(case=case)
    version = application.item_version
    materials = version.materials.values_list("name", "name_en")
    return {version.name: version.name_en, **dict(materials)}
