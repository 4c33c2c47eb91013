"""The Django application of this room."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Registers the room under its own label."""

    name = "jalon.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wake the worker with what changes."""
        from jalon.matching.wake import connect

        connect()
