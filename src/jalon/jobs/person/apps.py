"""The Django application of the person's side of the job space."""

from django.apps import AppConfig


class JobsPersonConfig(AppConfig):
    """Registers it under its own label."""

    name = "jalon.jobs.person"
    label = "jobs_person"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wake the worker with what changes."""
        from jalon.jobs.person.wake import connect

        connect()
