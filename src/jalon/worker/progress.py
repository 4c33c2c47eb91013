"""Telling how far a long work is; `queries.py` reads it."""

from __future__ import annotations

from django.db import connection

from jalon.worker.rules import UndeclaredError
from jalon.worker.stop import check_stop

_TELL = """
INSERT INTO worker_workprogress AS kept (name, done, total, started_done)
VALUES (%(name)s, %(done)s, %(total)s, %(done)s)
ON CONFLICT (name) DO UPDATE SET
  done = EXCLUDED.done,
  total = EXCLUDED.total,
  updated_at = clock_timestamp(),
  started_at = CASE WHEN kept.done >= kept.total OR EXCLUDED.done < kept.done
    THEN clock_timestamp() ELSE kept.started_at END,
  started_done = CASE WHEN kept.done >= kept.total OR EXCLUDED.done < kept.done
    THEN EXCLUDED.done ELSE kept.started_done END
"""

_works: dict[str, Work] = {}


class Work:
    """A long work, declared once by its name: parts of it may be done by several tasks."""

    def __init__(self, name: str) -> None:
        if name in _works:
            raise UndeclaredError(f"Work {name} is declared twice.")
        self.name = name
        _works[name] = self

    def tell(self, done: int, total: int) -> None:
        """Say how much is done of how much, counted anew: parts done twice are then told once.

        A smaller count than before, or one after the end, begins a new run. Inside a transaction
        it is read when that ends. Raises GivenBackError where the worker is asked to end.
        """
        row: dict[str, str | int] = {"name": self.name, "done": min(done, total), "total": total}
        with connection.cursor() as cursor:
            cursor.execute(_TELL, row)
        check_stop()


def list_works() -> dict[str, Work]:
    """Every declared work by its name."""
    return dict(_works)
