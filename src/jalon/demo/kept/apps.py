"""The Django application of the demo: what is kept of it, and its task of the night."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the demo under its own label."""

    name = "jalon.demo.kept"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
