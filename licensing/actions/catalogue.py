"""Loading the catalogue: whole or not at all, a new version only where something changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from licensing.actions.publishing import publish_item
from licensing.catalogue_files import Catalogue, Spec
from licensing.entries import digest, faults
from licensing.fields import DefinitionError, read_definition
from licensing.models import FormVersion, Item, ItemVersion
from organization.models import Person
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
    return found or [fault for entry in catalogue.items for fault in _unmatched(entry, catalogue)]


def _unmatched(entry: Spec, catalogue: Catalogue) -> list[str]:
    """The process and form an entry names, and whether the process is joint as the entry says (Art. 42)."""
    code, process, form = entry["code"], entry["process"], entry["form"]
    found = []
    if process and process not in catalogue.processes and not Process.objects.filter(code=process).exists():
        found.append(f"{code}：{process}")
    if form and form not in catalogue.forms and not FormVersion.objects.filter(item__code=form).exists():
        found.append(f"{code}：{form}")
    return found


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
        "form": _form(item, form, old),
        "process": _process(process, old, by=by, at=at),
        "process_digest": digest(process) if process else (old.process_digest if old else ""),
    }
    publish_item(item, entry, pinned, by=by, at=at)
    report.published.append(entry["code"])


def _is_same(old: ItemVersion, entry: Spec, form: Spec | None, process: Spec | None) -> bool:
    same_form = form is None or (old.form is not None and old.form.digest == digest(form))
    same_process = process is None or old.process_digest == digest(process)
    return old.digest == digest(entry) and same_form and same_process


def _form(item: Item, spec: Spec | None, old: ItemVersion | None) -> FormVersion | None:
    if spec is None:
        return old.form if old else None
    last = FormVersion.objects.filter(item=item).order_by("-number").first()
    if last is not None and last.digest == digest(spec):
        return last
    number = last.number + 1 if last else 1
    return FormVersion.objects.create(item=item, number=number, definition=spec, digest=digest(spec))


def _process(
    spec: Mapping[str, Any] | None, old: ItemVersion | None, *, by: Person | None, at: datetime
) -> Process | None:
    if spec is None:
        return old.process if old else None
    if old is not None and old.process_digest == digest(spec):
        return old.process
    return publish(define_process(cast(ProcessSpec, spec), by=by, at=at), by=by, at=at)
