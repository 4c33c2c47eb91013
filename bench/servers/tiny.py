"""An application of two pages: one costs nothing, one computes and lets Python's lock go."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.web.guards.crowd import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HEAVY_S = 0.3
_TURNS = Turns.of_threads(8)
_PAGE = b"<p>un emploi qui tient dans la journ\xc3\xa9e</p>" * 256


def application(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Read the body; `/heavy` waits for its turn as pages of the site do, and computes."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if environ["PATH_INFO"] == "/heavy" and not _compute(environ):
        start("503 Service Unavailable", [("Retry-After", "5"), ("Content-Length", "0")])
        return [b""]
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(_PAGE)))])
    return [_PAGE]


def _compute(environ: WSGIEnvironment) -> bool:
    if not _TURNS.take(8.0):
        return False
    if environ.get("waitress.client_disconnected", bool)():
        _TURNS.give_back()
        return False
    # A byte for each request that was computed, for those whose client was gone by then.
    with Path(os.environ["BENCH_COMPUTED"]).open("ab") as file:
        file.write(b"x")
    time.sleep(HEAVY_S)
    _TURNS.give_back()
    return True
