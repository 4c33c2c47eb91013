"""The Django application of this room."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Registers the room under its own label."""

    name = "jalon.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"
