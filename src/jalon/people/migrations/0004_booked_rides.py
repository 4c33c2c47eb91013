from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_household_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="booked_rides",
            field=models.BooleanField(default=True, verbose_name="trajets à réserver"),
        ),
    ]
