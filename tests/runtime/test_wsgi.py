"""What a server hands to the site."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from jalon.runtime.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["hex", "utf-16", "no-such-words", '"hex"', "hex; boundary=x"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain"])
@pytest.mark.parametrize("name", ["Charset=", "charset*=", "charset*=UTF-8''"])
def test_no_word_for_the_letters_breaks_a_page(
    name: str, kind: str, charset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without the test client the request's beginning closes the connection of the test.
    monkeypatch.setattr("jalon.web.guards.readiness.list_missing", list)
    environ: dict[str, Any] = {
        "PATH_INFO": "/",
        "QUERY_STRING": "a=%e9",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": f"{kind}; {name}{charset}",
        "CONTENT_LENGTH": "3",
        "wsgi.input": BytesIO(b"a=b"),
    }
    setup_testing_defaults(environ)
    told: list[str] = []
    b"".join(application(environ, lambda status, *_: told.append(status)))
    assert told == [f"{HTTPStatus.OK.value} OK"]
    assert "harset" not in environ["CONTENT_TYPE"]
