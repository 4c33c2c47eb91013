"""Each person has a revision that the database moves on with whatever their week depends on.

Stored answers are answers to a revision. A trigger sees every change, whoever makes it: pages,
imports, statements by hand.
"""

from django.db import migrations, models

WATCH = """
CREATE SEQUENCE people_week_revision AS bigint;
UPDATE people_person SET week_revision = nextval('people_week_revision');

CREATE FUNCTION people_person_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR
       ROW(NEW.home_lat, NEW.home_lon, NEW.means, NEW.walk_kmh, NEW.max_walk_min,
           NEW.max_trip_min, NEW.earliest_leave_s, NEW.latest_return_s, NEW.booked_rides)
       IS DISTINCT FROM
       ROW(OLD.home_lat, OLD.home_lon, OLD.means, OLD.walk_kmh, OLD.max_walk_min,
           OLD.max_trip_min, OLD.earliest_leave_s, OLD.latest_return_s, OLD.booked_rides)
    THEN
        NEW.week_revision := nextval('people_week_revision');
    ELSE
        -- What a program read long ago and saves again never moves it back.
        NEW.week_revision := greatest(NEW.week_revision, OLD.week_revision);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_person_revised BEFORE INSERT OR UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION people_person_revised();

CREATE FUNCTION people_options_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_person SET week_revision = nextval('people_week_revision')
    WHERE id IN (SELECT person_id FROM people_child
                 WHERE id IN (SELECT child_id FROM changed));
    RETURN NULL;
END
$$;
CREATE TRIGGER people_options_added AFTER INSERT ON people_careoption
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION people_options_revised();
CREATE TRIGGER people_options_changed AFTER UPDATE ON people_careoption
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION people_options_revised();
CREATE TRIGGER people_options_left AFTER UPDATE ON people_careoption
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION people_options_revised();
CREATE TRIGGER people_options_gone AFTER DELETE ON people_careoption
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION people_options_revised();

CREATE FUNCTION people_place_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_person SET week_revision = nextval('people_week_revision')
    WHERE id IN (SELECT child.person_id FROM people_child child
                 JOIN people_careoption option ON option.child_id = child.id
                 WHERE option.place_id = NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER people_place_revised AFTER UPDATE ON partners_careplace
    FOR EACH ROW WHEN (
        ROW(NEW.lat, NEW.lon, NEW.hours, NEW.handover_min, NEW.slug)
        IS DISTINCT FROM ROW(OLD.lat, OLD.lon, OLD.hours, OLD.handover_min, OLD.slug)
    ) EXECUTE FUNCTION people_place_revised();
"""
LET_GO = """
DROP TRIGGER people_place_revised ON partners_careplace;
DROP FUNCTION people_place_revised();
DROP TRIGGER people_options_gone ON people_careoption;
DROP TRIGGER people_options_left ON people_careoption;
DROP TRIGGER people_options_changed ON people_careoption;
DROP TRIGGER people_options_added ON people_careoption;
DROP FUNCTION people_options_revised();
DROP TRIGGER people_person_revised ON people_person;
DROP FUNCTION people_person_revised();
DROP SEQUENCE people_week_revision;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_booked_rides"),
        ("partners", "0002_agents"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="week_revision",
            field=models.BigIntegerField(
                default=0, editable=False, verbose_name="révision de la semaine"
            ),
        ),
        migrations.RunSQL(WATCH, LET_GO),
    ]
