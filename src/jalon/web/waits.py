"""Pages that wait for what a worker prepares: they look again by themselves, less and less often,
and in the end no more. Nothing is asked of a script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

ASKED = "attente"
"""Name of the query that says how often a page that waits has looked already."""
WAITS_S = (2, 2, 3, 5, 10, 10, 15, 15, 30, 30)
"""How long a page waits before it looks again, in seconds: two minutes in all."""


def look_again(request: HttpRequest) -> dict[str, Any]:
    """For a template: `wait_s` seconds until this page looks again at `again`; None for never."""
    asked = request.GET.get(ASKED, "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 3
    times = int(asked) if is_number else 0
    query = request.GET.copy()
    query[ASKED] = str(times + 1)
    return {
        "wait_s": WAITS_S[times] if times < len(WAITS_S) else None,
        "again": f"{request.path}?{query.urlencode()}",
    }
