"""Drafting a process and publishing it: what is wrong is refused by name, what is published stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from organization.models import Person, Unit
from records.actions import record
from records.chain import Subject
from records.refusals import LegalRefusal, attempting
from workdays.days import local_day
from workflow.definitions.reading import fingerprint, forget, nodes_of
from workflow.definitions.spec import ProcessSpec, StepSpec, check_words, lead_code, read_unit, units_by_code
from workflow.faults import faults
from workflow.models import Process, Step, StepLink
from workflow.steps import Join, OnNegative, UnitRule


def subject_of(code: str, version: int) -> Subject:
    """What a process version is called in the ledger."""
    return Subject("process", f"{code}/{version}")


def define_process(spec: ProcessSpec, *, by: Person | None, at: datetime) -> Process:
    """A draft from its written form, as the next version of its code (LegalRefusal on unknown words)."""
    with transaction.atomic():
        units = units_by_code(spec)
        check_words(spec, units)
        _check_codes(spec)
        process = _draft(spec, units, by, at)
        steps = {row["code"]: _step(process, order, row, units) for order, row in enumerate(spec["steps"], 1)}
        Step.objects.bulk_create(steps.values())
        StepLink.objects.bulk_create(_links(spec, steps))
        subject = subject_of(process.code, process.version)
        record(subject, "process.drafted", by=by, at=at, title=process.title, steps=list(steps))
    return process


def publish(process: Process, *, by: Person | None, at: datetime) -> Process:
    """Publish a draft for good, or refuse it naming the step (LegalRefusal with all faults)."""
    subject = subject_of(process.code, process.version)
    with attempting("process.publish", subject, by=by, at=at):
        draft = Process.objects.select_for_update().get(pk=process.pk)
        if draft.published_on is not None:
            raise LegalRefusal(
                "workflow.published", _("流程 {process} 已发布，不能更改。").format(process=draft)
            )
        nodes = nodes_of(draft)
        _refuse_faults(draft, {node.code: node for node in nodes})
        draft.fingerprint, draft.published_on = fingerprint(draft, nodes), local_day(at)
        draft.save(update_fields=["fingerprint", "published_on"])
        forget(draft.pk)
        record(subject, "process.published", by=by, at=at, title=draft.title, fingerprint=draft.fingerprint)
    process.fingerprint, process.published_on = draft.fingerprint, draft.published_on
    return process


def _refuse_faults(draft: Process, nodes: dict[str, object]) -> None:
    found = faults(nodes, draft.promised_days)  # type: ignore[arg-type]  # a dict of nodes is a mapping of them
    if found:
        message = " ".join(fault.message for fault in found)
        raise LegalRefusal(f"workflow.{found[0].code}", message, field=found[0].step)


def _check_codes(spec: ProcessSpec) -> None:
    codes = [step["code"] for step in spec["steps"]]
    for step in spec["steps"]:
        if codes.count(step["code"]) > 1:
            message = _("环节代码“{code}”重复。").format(code=step["code"])
            raise LegalRefusal("workflow.definition", message, field=step["code"])
        for other in step.get("after", []):
            if other not in codes:
                message = _("环节“{step}”的前置环节“{code}”不存在。").format(step=step["title"], code=other)
                raise LegalRefusal("workflow.unknown_predecessor", message, field=step["code"])


def _draft(spec: ProcessSpec, units: dict[str, Unit], by: Person | None, at: datetime) -> Process:
    last = Process.objects.filter(code=spec["code"]).aggregate(last=Max("version"))["last"] or 0
    joint = any(
        read_unit(step["unit"]).rule == UnitRule.OUTSIDE and step.get("required", True)
        for step in spec["steps"]
    )
    return Process.objects.create(
        code=spec["code"],
        version=last + 1,
        title=spec["title"],
        title_en=spec.get("title_en", ""),
        kind=spec.get("kind", "licensing"),
        promised_days=spec["promised_days"],
        lead=_lead(spec, units),
        is_joint=joint,
        created_by=by,
        created_at=at,
    )


def _lead(spec: ProcessSpec, units: dict[str, Unit]) -> Unit | None:
    return units.get(lead_code(spec))


def _step(process: Process, order: int, spec: StepSpec, units: dict[str, Unit]) -> Step:
    choice = read_unit(spec["unit"])
    ground = spec.get("pause_ground", "")
    return Step(
        process=process,
        order=order,
        code=spec["code"],
        title=spec["title"],
        title_en=spec.get("title_en", ""),
        kind=spec["kind"],
        unit_rule=choice.rule,
        unit=units[choice.code],
        function=choice.function,
        role=spec["role"],
        promised_days=spec.get("days"),
        join=spec.get("join", Join.ALL),
        join_n=spec.get("join_n"),
        on_negative=spec.get("on_negative", OnNegative.WAIT_ALL),
        skip_when=spec.get("skip_when", ""),
        pause_ground=ground,
        expected_days=spec.get("expected_days"),
        counts=not ground,
        is_required=spec.get("required", True),
    )


def _links(spec: ProcessSpec, steps: dict[str, Step]) -> list[StepLink]:
    return [
        StepLink(before=steps[code], after=steps[row["code"]])
        for row in spec["steps"]
        for code in dict.fromkeys(row.get("after", []))
    ]
