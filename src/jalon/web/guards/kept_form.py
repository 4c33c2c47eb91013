"""A form left open across the end of a visit is kept, and shown again to whom it was written by.

The form carries a seal: a mark of its owner that says nothing of who that is, under our signature.
On a shared machine nobody else gets what was written, and who sends what we never gave out has
nothing kept: a visit without an account leaves no row of a session behind.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from jalon.partners.models import Agent
from jalon.people.models import Person

Owner = Person | Agent

SEAL = "sceau"
"""Name of the hidden field that says, under seal, whose form it is."""
KEY = "kept_form"
"""Its place in the session."""
_SALT = "jalon.web.kept_form"
_MOST_CHARACTERS = 10_000


def seal(owner: Owner) -> str:
    """What says whose form it is without saying who."""
    return Signer(salt=_SALT).sign(_mark(owner))


def is_sealed(request: HttpRequest) -> bool:
    """Whether what was sent is a form that we gave out, whoever wrote in it."""
    return request.method == "POST" and _read_mark(request.POST.get(SEAL, "")) is not None


def is_form_of(request: HttpRequest, owner: Owner) -> bool:
    """Whether the form that was sent is sealed, and for `owner`."""
    return request.method == "POST" and _is_mark_of(request.POST.get(SEAL, ""), owner)


def is_form_of_another(request: HttpRequest, owner: Owner) -> bool:
    """Whether the form that was sent has a seal, and not that of `owner`."""
    return request.method == "POST" and SEAL in request.POST and not is_form_of(request, owner)


def keep_form(request: HttpRequest) -> None:
    """Keeps what a sealed form brought, in the session; nothing of any other, nor of a huge one."""
    if not is_sealed(request):
        return
    fields = {name: request.POST[name] for name in request.POST if "csrf" not in name}
    if sum(len(name) + len(value) for name, value in fields.items()) <= _MOST_CHARACTERS:
        request.session[KEY] = {"path": request.path, "fields": fields}


def take_form(request: HttpRequest, owner: Owner) -> dict[str, str] | None:
    """What `owner` had written on this page before the visit ended; given once."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    fields: dict[str, str] = kept["fields"]
    return fields if _is_mark_of(fields[SEAL], owner) else None


def drop_form_of_others(request: HttpRequest, owner: Owner) -> None:
    """Forgets, when `owner` enters, a form that somebody else left in this browser."""
    kept = request.session.get(KEY)
    if kept and not _is_mark_of(kept["fields"][SEAL], owner):
        del request.session[KEY]


def _mark(owner: Owner) -> str:
    return salted_hmac(_SALT, f"{owner._meta.label} {owner.pk}").hexdigest()


def _read_mark(sealed: str) -> str | None:
    try:
        return Signer(salt=_SALT).unsign(sealed)
    except BadSignature:
        return None


def _is_mark_of(sealed: str, owner: Owner) -> bool:
    mark = _read_mark(sealed)
    return mark is not None and constant_time_compare(mark, _mark(owner))
