"""The database refuses to change or delete issued documents, to count a series other than on, to swap a public key."""

from django.db import migrations

FROZEN = (
    "id, kind, year, serial_no, number, title, subject_kind, subject_key, recipient_name, recipient_is_person, "
    "language, canonical_content, sha256, signature, key_id, verify_code, issued_on, issued_at, issued_by_id, "
    "issued_by_name, supersedes_id"
)
# Table, event, condition under which it is refused.
GUARDS = {
    "documents_document_frozen": (f"UPDATE OF {FROZEN}", "documents_document", "TRUE"),
    "documents_document_no_delete": ("DELETE", "documents_document", "TRUE"),
    "documents_document_no_revival": (
        "UPDATE OF standing",
        "documents_document",
        "(OLD.standing <> 'valid' AND NEW.standing = 'valid')"
        " OR (OLD.standing = 'revoked' AND NEW.standing <> 'revoked')",
    ),
    "documents_series_counts_on": (
        "UPDATE",
        "documents_series",
        "NEW.last_no <> OLD.last_no + 1 OR NEW.kind <> OLD.kind OR NEW.year <> OLD.year",
    ),
    "documents_series_no_delete": ("DELETE", "documents_series", "TRUE"),
    "documents_signingkey_no_update": ("UPDATE", "documents_signingkey", "TRUE"),
    "documents_signingkey_no_delete": ("DELETE", "documents_signingkey", "TRUE"),
}
# INSERT OR REPLACE deletes the old row without firing DELETE triggers (SQLite only).
NO_REPLACE = {
    "documents_document": "id = NEW.id OR number = NEW.number OR verify_code = NEW.verify_code"
    " OR (kind = NEW.kind AND year = NEW.year AND serial_no = NEW.serial_no)",
    "documents_signingkey": "key_id = NEW.key_id",
}
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refuses %', TG_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


def sqlite():
    for name, (event, table, when) in GUARDS.items():
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{name} refuses'); END"
        )
    for table, same in NO_REPLACE.items():
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}_no_replace refuses'); END"
        )


def postgresql():
    yield POSTGRESQL_FUNCTION
    for name, (event, table, when) in GUARDS.items():
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when}) "
            f"EXECUTE FUNCTION documents_refuse()"
        )
        # ALWAYS: fires even under session_replication_role = replica.
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"


def install(apps, schema_editor):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in statements():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("records", "0002_triggers")]
    operations = [migrations.RunPython(install)]
