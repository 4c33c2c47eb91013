"""Questions to the law, and the answers that a worker keeps."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_week_revision")]

    operations = [
        migrations.CreateModel(
            name="LawQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("check", "ce qui peut être demandé"),
                            ("year", "l’année mois par mois"),
                            ("simulation", "l’année avec un emploi écrit par un agent"),
                            ("gains", "ce que des emplois rapportent"),
                        ],
                        max_length=10,
                        verbose_name="genre",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        max_length=64, verbose_name="empreinte de la question et de la loi"
                    ),
                ),
                ("law", models.CharField(max_length=16, verbose_name="version de la loi")),
                ("subject", models.BinaryField(verbose_name="foyer et emplois")),
                ("asked_at", models.DateTimeField(verbose_name="demandée le")),
                ("read_at", models.DateTimeField(db_index=True, verbose_name="lue le")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="répondue le")),
                ("answer", models.BinaryField(null=True, verbose_name="réponse")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "question à la loi",
                "verbose_name_plural": "questions à la loi",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "digest"), name="one_question_of_the_law"
                    )
                ],
            },
        ),
    ]
