"""Weekdays of unknown hours are watched too; what single changes open is kept by tiles."""

import django.db.models.deletion
from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION matching_workplace_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR
       ROW({new}) IS DISTINCT FROM ROW({old})
    THEN
        NEW.revision := nextval('matching_revision');
    ELSE
        NEW.revision := greatest(NEW.revision, OLD.revision);
    END IF;
    RETURN NEW;
END
$$;
"""
BEFORE = ("number", "lat", "lon", "shifts")
NOW = (*BEFORE, "unknown_weekdays", "duration_min")


def watch(names: tuple[str, ...]) -> str:
    """The function that looks at these columns."""
    new, old = (", ".join(f"{row}.{name}" for name in names) for row in ("NEW", "OLD"))
    return FUNCTION.format(new=new, old=old)


def tile(name: str, related: str, verbose_name: str, records: str) -> migrations.CreateModel:
    """A table of records by person and tile."""
    return migrations.CreateModel(
        name=name,
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.PositiveIntegerField(verbose_name="numéro")),
            ("records", models.BinaryField(verbose_name=records)),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="%(class)ss",
                    to="people.person",
                ),
            ),
        ],
        options={
            "verbose_name": verbose_name,
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(fields=("person", "number"), name=f"one_{related}_each")
            ],
        },
    )


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_workplace_revision")]

    operations = [
        migrations.AddField(
            model_name="workplace",
            name="unknown_weekdays",
            field=models.JSONField(blank=True, default=list, verbose_name="jours sans horaire"),
        ),
        migrations.AddField(
            model_name="workplace",
            name="duration_min",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="minutes par jour"
            ),
        ),
        migrations.RunSQL(watch(NOW), watch(BEFORE)),
        migrations.DeleteModel(name="Opening"),
        tile("WindowTile", "windowtile", "tuile de débuts possibles", "débuts possibles"),
        tile(
            "OpeningTile",
            "openingtile",
            "tuile de ce qu'un changement ouvre",
            "ce que les changements ouvrent",
        ),
        migrations.AlterField(
            model_name="tile",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="people.person",
            ),
        ),
    ]
