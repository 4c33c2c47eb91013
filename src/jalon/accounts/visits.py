"""A visit: it begins with all that is due, ends by itself, and can be closed from another."""

from __future__ import annotations

import datetime as dt
from time import time

from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from jalon.accounts.device import name_device
from jalon.accounts.models import Account, AccountKind, Visit
from jalon.accounts.models.visit import Means

LONGEST_S = 12 * 3600
"""A day's work; a phone may be shared."""
IDLE_S = 30 * 60
"""Without a page, the visit of whoever reads or changes what is of others is over."""
IDLE_PERSON_S = 2 * 3600
"""A person fills in forms slowly, on a phone of their own more often than not."""
_MARK_EVERY_S = 60
_CLOCK_MAY_GO_BACK_S = 300
_KEY = "visit"
_BACKEND = "django.contrib.auth.backends.ModelBackend"
KEPT = dt.timedelta(days=365)
"""How long a visit that is over is shown to whose it was."""


def begin_visit(request: HttpRequest, user: User, means: Means | None = None) -> None:
    """Enters, under a new session, once all that is due was shown; None for a demo account."""
    login(request, user, backend=_BACKEND)
    request.session.set_expiry(None)
    account = Account.objects.filter(user=user).first()
    is_person = account is not None and account.kind == AccountKind.PERSON
    now = time()
    idle_s = IDLE_PERSON_S if is_person else IDLE_S
    request.session[_KEY] = {"at": now, "seen": now, "idle_s": idle_s}
    if account is None or means is None:
        return
    request.session.save()
    moment = timezone.now()
    visit = Visit.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        means=means,
        device=name_device(request.headers.get("User-Agent", "")),
        begun_at=moment,
        seen_at=moment,
    )
    request.session[_KEY] |= {"row": visit.pk}
    request.session.modified = True


def is_over(request: HttpRequest) -> bool:
    """Whether the visit of `request` lasted too long, or nothing was asked for too long.

    Marks that it was seen, at most once a minute: a page that only reads writes nothing.
    """
    now = time()
    mark = request.session.get(_KEY)
    if mark is None:
        mark = {"at": now, "seen": now, "idle_s": IDLE_S}
    elif _is_past(now, mark["at"], LONGEST_S) or _is_past(now, mark["seen"], mark["idle_s"]):
        return True
    elif now - mark["seen"] < _MARK_EVERY_S:
        return False
    request.session[_KEY] = mark | {"seen": now}
    Visit.objects.filter(session_key=_key_of(request)).update(seen_at=timezone.now())
    return False


def entered_at(request: HttpRequest) -> float:
    """When this visit began, in seconds of the clock; never for none."""
    return float(request.session.get(_KEY, {}).get("at", 0))


def has_own_account(request: HttpRequest) -> bool:
    """Whether who is here entered with an account of their own, and not with one of the demo."""
    session = getattr(request, "session", None)
    return session is not None and "row" in session.get(_KEY, {})


def keep_key(request: HttpRequest) -> None:
    """After a password has changed the session has another key: it is the same visit."""
    before = request.session.get(_KEY, {}).get("row")
    request.session.save()
    if before is not None:
        Visit.objects.filter(pk=before).update(session_key=_key_of(request))


def end_visit(request: HttpRequest) -> None:
    """Leaves: the session is removed here, so that its cookie opens nothing any more."""
    _end(Visit.objects.filter(session_key=_key_of(request)).exclude(session_key=""))
    logout(request)


@transaction.atomic
def close_visits(user: User, *, but: str = "", only: int | None = None) -> int:
    """Ends the visits of `user`, but the one with that session key; how many they were."""
    visits = Visit.objects.filter(user=user, ended_at=None).exclude(session_key=but)
    visits = visits.filter(pk=only) if only is not None else visits
    Session.objects.filter(
        session_key__in=list(visits.values_list("session_key", flat=True))
    ).delete()
    return _end(visits)


def list_visits(user: User) -> QuerySet[Visit]:
    """All that is known of them, the last first; those whose session is gone are over."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    _end(Visit.objects.filter(user=user, ended_at=None).exclude(session_key__in=living))
    return Visit.objects.filter(user=user)


def forget_old_visits() -> None:
    """Removes those that began long ago."""
    Visit.objects.filter(begun_at__lt=timezone.now() - KEPT).delete()


def _end(visits: QuerySet[Visit]) -> int:
    return visits.update(ended_at=timezone.now(), session_key="")


def _key_of(request: HttpRequest) -> str:
    return request.session.session_key or ""


def _is_past(now: float, since: float, longest_s: int) -> bool:
    """A clock that went back a little is no reason to throw anybody out; one that went far is."""
    return not -_CLOCK_MAY_GO_BACK_S <= now - since < longest_s
