"""Loading the catalogue: whole or not at all, a new version only where something changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext as _

from licensing.actions.publishing import publish_item
from licensing.catalogue_files import Catalogue, Spec
from licensing.entries import digest, faults
from licensing.exporting import DISTRICT
from licensing.fields import DefinitionError, read_definition
from licensing.models import FormVersion, Item, ItemVersion
from organization.models import Person, Unit
from records.chain import Subject
from records.refusals import LegalRefusal, attempting
from workflow.definitions import define_process, publish
from workflow.definitions.spec import ProcessSpec
from workflow.models import Process

SUBJECT = Subject("catalogue", "catalogue")


class CatalogueRefusal(LegalRefusal):
    """The file was refused whole; `faults` says why, item by item."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("catalogue.refused", "\n".join(faults))
        self.faults = faults


@dataclass
class LoadReport:
    """Which items got a new version, and which were as they are."""

    published: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def load_catalogue(catalogue: Catalogue, *, by: Person | None, at: datetime) -> LoadReport:
    """Publish every entry that differs from what stands; refused whole with all its faults otherwise.

    A second load of the same files changes nothing. Running cases keep the version they began with.
    """
    report = LoadReport()
    with attempting("catalogue.load", SUBJECT, by=by, at=at):
        found = _faults(catalogue)
        if found:
            raise CatalogueRefusal(found)
        newest = _newest()
        for entry in catalogue.items:
            _load(entry, catalogue, newest.get(entry["code"]), report, by=by, at=at)
    return report


def _faults(catalogue: Catalogue) -> list[str]:
    found = [fault for entry in catalogue.items for fault in faults(entry)]
    for code, spec in catalogue.forms.items():
        try:
            read_definition(spec)
        except DefinitionError as error:
            found.append(f"{code}：{error}")
    units = set(Unit.objects.values_list("code", flat=True))
    return found or [fault for entry in catalogue.items for fault in _unmatched(entry, catalogue, units)]


def _unmatched(entry: Spec, catalogue: Catalogue, units: set[str]) -> Iterator[str]:
    """What an entry names and neither the files nor the database hold."""
    code, process, form = entry["code"], entry["process"], entry["form"]
    if process and process not in catalogue.processes and _stored_process(process) is None:
        yield _("{code}：没有流程 {name}").format(code=code, name=process)
    if form and form not in catalogue.forms and _stored_form(form) is None:
        yield _("{code}：没有申请表 {name}").format(code=code, name=form)
    named = {entry["lead_unit"], *(spec["unit"] for spec in entry["participants"])} - {DISTRICT}
    for unit in sorted(named - units):
        yield _("{code}：没有单位 {name}").format(code=code, name=unit)


def _stored_process(code: str) -> Process | None:
    return Process.objects.filter(code=code, published_on__isnull=False).order_by("-version").first()


def _stored_form(code: str) -> FormVersion | None:
    return FormVersion.objects.filter(item__code=code).order_by("-number").first()


def _newest() -> dict[str, ItemVersion]:
    versions = ItemVersion.objects.published().select_related("item", "form", "process").order_by("number")
    return {version.item.code: version for version in versions}


def _load(
    entry: Spec,
    catalogue: Catalogue,
    old: ItemVersion | None,
    report: LoadReport,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    form, process = catalogue.forms.get(entry["form"]), catalogue.processes.get(entry["process"])
    if old is not None and _is_same(old, entry, form, process):
        report.unchanged.append(entry["code"])
        return
    item = old.item if old else Item.objects.get_or_create(code=entry["code"])[0]
    pinned: dict[str, Any] = {
        "form": _form(item, form) if form else _stored_form(entry["form"]),
        "process": _process(process, old, by=by, at=at) if process else _stored_process(entry["process"]),
        "process_digest": digest(process) if process else (old.process_digest if old else ""),
    }
    publish_item(item, entry, pinned, by=by, at=at)
    report.published.append(entry["code"])


def _is_same(old: ItemVersion, entry: Spec, form: Spec | None, process: Spec | None) -> bool:
    same_form = form is None or (old.form is not None and old.form.digest == digest(form))
    same_process = process is None or old.process_digest == digest(process)
    return old.digest == digest(entry) and same_form and same_process


def _form(item: Item, spec: Spec) -> FormVersion:
    last = _stored_form(item.code)
    if last is not None and last.digest == digest(spec):
        return last
    number = last.number + 1 if last else 1
    return FormVersion.objects.create(item=item, number=number, definition=spec, digest=digest(spec))


def _process(spec: Spec, old: ItemVersion | None, *, by: Person | None, at: datetime) -> Process:
    """The published process of this content: the last version's, or a new one beside it."""
    if old is not None and old.process is not None and old.process_digest == digest(spec):
        return old.process
    return publish(define_process(cast(ProcessSpec, spec), by=by, at=at), by=by, at=at)
