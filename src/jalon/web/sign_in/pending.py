"""Between two steps of entering: who it would be is in the session, and nobody has entered.

The account opens once all is shown; until then every page but the next step is closed.
"""

from __future__ import annotations

from time import time
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from jalon.accounts.visits import end_visit
from jalon.web.guards import kept_form
from jalon.web.sign_in.outside import leaving

_KEY = "entering"
_STAYS = frozenset({kept_form.KEY, leaving.KEY})
"""What was written before the visit ended, and where to leave a provider: they have an owner."""
GOOD_S = 15 * 60
"""How long one may take for the next step."""


def begin_pending(request: HttpRequest, stage: str, user: User | None, **told: Any) -> None:  # noqa: ANN401
    """The next step is `stage`, for `user` or for nobody known yet.

    Whoever had entered here before has left.
    """
    if request.user.is_authenticated:
        end_visit(request)
    request.session.cycle_key()
    until = time() + GOOD_S
    who = {"user": user.pk, "mark": _mark(user)} if user else {"user": 0, "mark": ""}
    request.session[_KEY] = {"stage": stage, "until": until} | who | told
    request.session.set_expiry(GOOD_S)


def read_pending(request: HttpRequest, *stages: str) -> dict[str, Any] | None:
    """What was told at the step before, where the next is one of `stages` and not too late."""
    told: dict[str, Any] | None = request.session.get(_KEY)
    if told is None or told["stage"] not in stages or told["until"] < time():
        return None
    return told


def tell_pending(request: HttpRequest, **told: Any) -> None:  # noqa: ANN401
    """More that the next step needs."""
    request.session[_KEY] = request.session[_KEY] | told


def user_of(told: dict[str, Any], *, even_closed: bool = False) -> User | None:
    """Who would enter, if the account is still open; a closed one is opened by an invitation.

    Nobody where the password has changed since, or all was taken away: what was shown at the step
    before opens nothing any more.
    """
    users = User.objects.filter(pk=told["user"])
    user = users.first() if even_closed else users.filter(is_active=True).first()
    return (
        user
        if user is not None and constant_time_compare(told.get("mark", ""), _mark(user))
        else None
    )


def _mark(user: User) -> str:
    return user.get_session_auth_hash()


def drop_pending(request: HttpRequest) -> None:
    """Nobody is about to enter any more, and nothing that was begun before is gone on with: whoever
    had this browser, or put their session in it, may have begun it.
    """
    for name in set(request.session.keys()) - _STAYS:
        del request.session[name]
