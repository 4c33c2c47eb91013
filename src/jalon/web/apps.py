"""The Django application of this room."""

from django.apps import AppConfig, apps


class WebConfig(AppConfig):
    """Registers the room under its own label."""

    name = "jalon.web"
    label = "web"

    def ready(self) -> None:
        """Let the wall in the database follow each migration, and each connection keep it."""
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate

        from jalon.web.guards.wall.build import build_wall_after_migration
        from jalon.web.guards.wall.role import keep_role

        # Sent once for each application that has tables: this one has none.
        post_migrate.connect(build_wall_after_migration, sender=apps.get_app_config("people"))
        connection_created.connect(keep_role)
