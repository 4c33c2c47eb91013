"""The Django application of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room under its own label: `account` is django-allauth's."""

    name = "jalon.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
