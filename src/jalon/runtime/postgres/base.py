"""Django's PostgreSQL engine, for a server that we start ourselves."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from jalon.runtime.postgres.server import embedded_server


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the embedded server when a connection needs it, and when it has died since."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's
        """Connect; where nobody answers, start the server and connect again."""
        server = embedded_server(self.settings_dict["HOME"])
        if not server.in_use:
            server.start()
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            server.start()
            return super().get_new_connection(conn_params)
