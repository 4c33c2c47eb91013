"""PostgreSQL: embedded in JALON_HOME by default, or the server that DATABASE_URL names.

This package is also the Django database engine of the embedded server (`base.py`): the server is
started by the first connection that needs it, restarted by the next one when it was killed, and
stopped by the last of our processes to end. Importing settings starts nothing.
"""

from jalon.runtime.postgres.config import database_settings
from jalon.runtime.postgres.programs import DatabaseError
from jalon.runtime.postgres.server import Server, embedded_server

__all__ = ["DatabaseError", "Server", "database_settings", "embedded_server"]
