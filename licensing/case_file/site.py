"""Where the bureau looks: the address an application names for its site, else that of the applicant."""

from __future__ import annotations

from licensing.answering import context_on
from licensing.case_file.record import Record
from licensing.fields import FieldKind, read_definition, told_answers


def site_of(record: Record) -> str:
    """The first address answered in the form, in words; the applicant's own where none was asked for."""
    application, own = record.application, record.case.party.address
    if application is None or application.form_version is None:
        return own
    form, answers = read_definition(application.form_version.definition), application.answers
    asked = [field.key for field in form.fields if field.kind == FieldKind.ADDRESS]
    places = {key: answers[key] for key in asked if key in answers}
    told = told_answers(form, places, context_on(application.received_on))
    return next((each.text for each in told if each.text), own)
