from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import Client

from jalon.runtime.headers import CONTENT_SECURITY_POLICY, HeadersMiddleware


def _answer(**headers: str) -> HttpResponse:
    return HeadersMiddleware(lambda _: HttpResponse(headers=headers))(HttpRequest())


def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline() -> None:
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_a_view_that_chose_keeps_its_choice() -> None:
    assert _answer()["Cache-Control"] == "private, no-cache"
    assert _answer(**{"Cache-Control": "no-store"})["Cache-Control"] == "no-store"


def test_pages_that_are_not_found_are_safe_too(db: None) -> None:
    response = Client().get("/rien-ici/")
    assert response.status_code == 404
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
