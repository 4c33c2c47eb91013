"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkerConfig(AppConfig):
    """Registers the room under its own label, and reads the tasks that each room declares."""

    name = "jalon.worker"
    label = "worker"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read `tasks.py` of every room, so that each process knows every task."""
        autodiscover_modules("tasks")
