"""The WSGI application, for gunicorn or any other server."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from jalon.core.deep_calls import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.runtime.settings")

_CHARSET = re.compile(r";\s*charset\*?\s*=[^;]*", re.IGNORECASE)
_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site. What visitors send is UTF-8 whatever they say of it: Django breaks on some words
    for it (`charset=hex`, `charset*=hex`) before any page could say so."""
    content_type = environ.get("CONTENT_TYPE")
    if content_type:
        environ["CONTENT_TYPE"] = _CHARSET.sub("", content_type)
    answer: Iterable[bytes] = with_room(lambda: _django(environ, start_response))
    return answer
