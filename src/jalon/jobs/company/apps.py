"""The Django application of this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the room under its own label."""

    name = "jalon.jobs.company"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What the worker hears of."""
        from jalon.jobs.company.wake import connect

        connect()
