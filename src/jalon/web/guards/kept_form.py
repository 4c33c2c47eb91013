"""A form sent after the session ended is kept, and shown again to the person who filled it.

The form carries a seal of its person: on a shared phone, nobody else gets what was written.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from jalon.people.models import Person

SEAL = "sceau"
"""Name of the hidden field that says, under seal, whose form it is."""
_KEY = "kept_form"
_MOST_BYTES = 10_000


def seal(person: Person) -> str:
    """What says whose form it is without saying who."""
    return salted_hmac("jalon.web.kept_form", str(person.pk)).hexdigest()


def keep_form(request: HttpRequest) -> None:
    """Keeps what a POST without a session brought."""
    small = int(request.META.get("CONTENT_LENGTH") or 0) <= _MOST_BYTES
    if request.method == "POST" and SEAL in request.POST and small:
        fields = {name: request.POST[name] for name in request.POST if "csrf" not in name}
        request.session[_KEY] = {"path": request.path, "fields": fields}


def take_form(request: HttpRequest, person: Person) -> dict[str, str] | None:
    """What `person` had written on this page before the session ended; given once."""
    kept = request.session.get(_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    fields: dict[str, str] = kept["fields"]
    return fields if constant_time_compare(fields[SEAL], seal(person)) else None
