"""What a workplace's room said of its own state: who changed since is found by comparing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0003_windows_and_openings"),
    ]

    operations = [
        migrations.AddField(
            model_name="workplace",
            name="owner_revision",
            field=models.BigIntegerField(default=0, verbose_name="révision de qui le possède"),
        ),
    ]
