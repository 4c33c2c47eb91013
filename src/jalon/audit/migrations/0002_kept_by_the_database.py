"""The database itself refuses to change, remove or empty events, and to move the head back."""

from django.db import migrations

KEEP = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit: % is refused on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER audit_event_kept BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_not_emptied BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_only_moves_on BEFORE UPDATE ON audit_head
    FOR EACH ROW WHEN (NEW.sequence <> OLD.sequence + 1 OR NEW.id <> OLD.id)
    EXECUTE FUNCTION audit_refuse();
"""
LET_GO = """
DROP TRIGGER audit_head_only_moves_on ON audit_head;
DROP TRIGGER audit_head_kept ON audit_head;
DROP TRIGGER audit_event_not_emptied ON audit_event;
DROP TRIGGER audit_event_kept ON audit_event;
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
