"""Headers of every answer: what a browser may load, and what it may keep."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Everything comes from us. No inline script, no inline style sheet, no frame, no plug-in:
# a text that slips into a page stays a text.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Pages are about somebody: no proxy keeps them, and a shared phone asks again.
    "Cache-Control": "private, no-cache",
}


class HeadersMiddleware:
    """Adds the headers that a view did not set itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    @property
    def _policy(self) -> str:
        """A button that leaves leads on to a provider by which one entered: browsers ask for it."""
        origins = [_origin(url) for url, *_ in (settings.PROCONNECT, settings.FRANCECONNECT) if url]
        own = "form-action 'self'"
        return CONTENT_SECURITY_POLICY.replace(own, " ".join((own, *origins)))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
