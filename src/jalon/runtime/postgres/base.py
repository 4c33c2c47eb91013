"""Django's PostgreSQL engine, for a server that we start ourselves."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from jalon.runtime.postgres.passwords import read_password
from jalon.runtime.postgres.server import embedded_server


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the embedded server when a connection needs it, and when it has died since."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with the password of the role where it is made; the worker's pool asks it."""
        params: dict[str, Any] = super().get_connection_params()
        layout = embedded_server(self.settings_dict["HOME"]).layout
        return params | {"password": read_password(layout, params["user"])}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's
        """Connect; where nobody answers, start the server and connect again."""
        server = embedded_server(self.settings_dict["HOME"])
        if not server.in_use:
            server.start()
        try:
            return self._connect(conn_params)
        except OperationalError:
            server.start()
            return self._connect(conn_params)

    def _connect(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's
        """With the password as it is now: the server may have been made a moment ago."""
        layout = embedded_server(self.settings_dict["HOME"]).layout
        password = read_password(layout, conn_params["user"])
        return super().get_new_connection(conn_params | {"password": password})
