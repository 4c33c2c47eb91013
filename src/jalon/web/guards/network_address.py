"""Where a request comes from, to count tries: as a digest, and kept nowhere."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_WIDE = 6


def address_of(request: HttpRequest) -> str:
    """The address of the visitor's machine, or of the network that it shares.

    Behind a proxy it is what the proxy itself wrote last; a visitor may have written the others.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    told = forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(_without_port(told))
    except ValueError:
        return told
    # The same machine, as a server of both versions writes it.
    address = getattr(address, "ipv4_mapped", None) or address
    # One household has 18 billion billion addresses of the sixth version: its network is counted.
    is_wide = address.version == _WIDE
    return str(ipaddress.ip_network((address, 64), strict=False)) if is_wide else str(address)


def _without_port(told: str) -> str:
    """Some proxies write the visitor's port too, which is another at each request."""
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told
