"""Where a request comes from, to count tries: as a digest, and kept nowhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the visitor's machine, or of the network that it shares.

    Behind a proxy it is what the proxy itself wrote last; a visitor may have written the others.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
