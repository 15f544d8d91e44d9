"""The database itself refuses to change or delete ledger lines and readings, and lets personal values only be erased."""

from django.db import migrations

INSERT_ONLY = ["records_event", "records_readlog"]

POSTGRESQL = """
CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION records_only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.value = '' AND NEW.salt = ''
       AND NEW.id = OLD.id AND NEW.event_id = OLD.event_id AND NEW.name = OLD.name THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'records_personalvalue refuses UPDATE other than erasing' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER records_personalvalue_only_erase BEFORE UPDATE ON records_personalvalue
    FOR EACH ROW EXECUTE FUNCTION records_only_erase();
CREATE TRIGGER records_personalvalue_no_delete BEFORE DELETE ON records_personalvalue
    FOR EACH ROW EXECUTE FUNCTION records_refuse();
CREATE TRIGGER records_personalvalue_no_truncate BEFORE TRUNCATE ON records_personalvalue
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();
ALTER TABLE records_personalvalue ENABLE ALWAYS TRIGGER records_personalvalue_only_erase;
ALTER TABLE records_personalvalue ENABLE ALWAYS TRIGGER records_personalvalue_no_delete;
ALTER TABLE records_personalvalue ENABLE ALWAYS TRIGGER records_personalvalue_no_truncate;
"""

# ALWAYS: fires even under session_replication_role = replica.
POSTGRESQL_TABLE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION records_refuse();
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION records_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_update;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_delete;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate;
"""

SQLITE = [
    """CREATE TRIGGER records_personalvalue_only_erase BEFORE UPDATE ON records_personalvalue
    WHEN NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.value = '' AND NEW.salt = ''
              AND NEW.id = OLD.id AND NEW.event_id = OLD.event_id AND NEW.name = OLD.name)
    BEGIN SELECT RAISE(ABORT, 'records_personalvalue refuses UPDATE other than erasing'); END""",
    """CREATE TRIGGER records_personalvalue_no_delete BEFORE DELETE ON records_personalvalue
    BEGIN SELECT RAISE(ABORT, 'records_personalvalue refuses DELETE'); END""",
    """CREATE TRIGGER records_personalvalue_no_replace BEFORE INSERT ON records_personalvalue
    WHEN EXISTS (SELECT 1 FROM records_personalvalue
                 WHERE id = NEW.id OR (event_id = NEW.event_id AND name = NEW.name))
    BEGIN SELECT RAISE(ABORT, 'records_personalvalue refuses REPLACE'); END""",
    """CREATE TRIGGER records_event_no_replace BEFORE INSERT ON records_event
    WHEN EXISTS (SELECT 1 FROM records_event WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM records_event
                 WHERE subject_kind = NEW.subject_kind AND subject_key = NEW.subject_key AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'records_event refuses REPLACE'); END""",
    """CREATE TRIGGER records_readlog_no_replace BEFORE INSERT ON records_readlog
    WHEN EXISTS (SELECT 1 FROM records_readlog WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'records_readlog refuses REPLACE'); END""",
]

# INSERT OR REPLACE deletes the old row without firing DELETE triggers, hence the *_no_replace ones above.
SQLITE_TABLE = [
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} refuses UPDATE'); END""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} refuses DELETE'); END""",
]


def statements(vendor):
    if vendor == "postgresql":
        return [POSTGRESQL, *(POSTGRESQL_TABLE.format(table=table) for table in INSERT_ONLY)]
    return [*SQLITE, *(trigger.format(table=table) for table in INSERT_ONLY for trigger in SQLITE_TABLE)]


def install(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(install)]
