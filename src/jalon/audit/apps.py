"""The Django application of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the room under its own label."""

    name = "jalon.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
