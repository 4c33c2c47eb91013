"""The database moves a workplace's revision on with whatever the engine needs of it."""

from django.db import migrations

WATCH = """
CREATE SEQUENCE matching_revision AS bigint;
CREATE FUNCTION matching_workplace_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR
       ROW(NEW.number, NEW.lat, NEW.lon, NEW.shifts)
       IS DISTINCT FROM ROW(OLD.number, OLD.lat, OLD.lon, OLD.shifts)
    THEN
        NEW.revision := nextval('matching_revision');
    ELSE
        NEW.revision := greatest(NEW.revision, OLD.revision);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER matching_workplace_revised BEFORE INSERT OR UPDATE ON matching_workplace
    FOR EACH ROW EXECUTE FUNCTION matching_workplace_revised();
"""
LET_GO = """
DROP TRIGGER matching_workplace_revised ON matching_workplace;
DROP FUNCTION matching_workplace_revised();
DROP SEQUENCE matching_revision;
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]

    operations = [migrations.RunSQL(WATCH, LET_GO)]
