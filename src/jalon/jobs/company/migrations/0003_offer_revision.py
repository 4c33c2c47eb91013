"""The database moves an offer's revision on with every change of it and of its hours, so that a
process knows whether what it remembers of all offers is still so.
"""

from django.db import migrations, models

WATCH = """
CREATE SEQUENCE jobs_offer_revision_number AS bigint;
UPDATE jobs_offer SET revision = nextval('jobs_offer_revision_number');

CREATE FUNCTION jobs_offer_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := nextval('jobs_offer_revision_number');
    RETURN NEW;
END
$$;
CREATE TRIGGER jobs_offer_revised BEFORE INSERT OR UPDATE ON jobs_offer
    FOR EACH ROW EXECUTE FUNCTION jobs_offer_revised();

CREATE FUNCTION jobs_shifts_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE jobs_offer SET revision = 0 WHERE id IN (SELECT offer_id FROM changed);
    RETURN NULL;
END
$$;
CREATE TRIGGER jobs_shifts_added AFTER INSERT ON jobs_shift
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION jobs_shifts_revised();
CREATE TRIGGER jobs_shifts_changed AFTER UPDATE ON jobs_shift
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION jobs_shifts_revised();
CREATE TRIGGER jobs_shifts_gone AFTER DELETE ON jobs_shift
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION jobs_shifts_revised();
"""
LET_GO = """
DROP TRIGGER jobs_shifts_gone ON jobs_shift;
DROP TRIGGER jobs_shifts_changed ON jobs_shift;
DROP TRIGGER jobs_shifts_added ON jobs_shift;
DROP FUNCTION jobs_shifts_revised();
DROP TRIGGER jobs_offer_revised ON jobs_offer;
DROP FUNCTION jobs_offer_revised();
DROP SEQUENCE jobs_offer_revision_number;
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_unknown_hours")]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="revision",
            field=models.BigIntegerField(default=0, editable=False, verbose_name="révision"),
        ),
        migrations.RunSQL(WATCH, LET_GO),
    ]
