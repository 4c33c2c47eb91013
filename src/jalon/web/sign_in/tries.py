"""Counting what is tried, by account and by address of the network, and who is told."""

from __future__ import annotations

import logging

from django.http import HttpRequest

from jalon.accounts.limits import (
    CLOSING,
    CODES_FOR_ONE_ACCOUNT,
    CODES_FROM_ONE_ADDRESS,
    CODES_OF_ALL,
    ENTERING,
    FROM_ONE_ADDRESS,
    WRONG_SECOND,
    count_try,
    is_closed,
    may_try,
    take_back,
)
from jalon.accounts.models import Account
from jalon.accounts.queries import normalize_name
from jalon.accounts.sending.notices import Notice
from jalon.accounts.tasks import send_notice
from jalon.audit.models import Verb
from jalon.web.guards.network_address import address_of
from jalon.web.sign_in.entering import note

_log = logging.getLogger("jalon.web")


def may_enter(request: HttpRequest, account: Account | None, name: str) -> bool:
    """Counts one try to enter, before anything is looked at, and says whether it is allowed.

    A name that is nobody's is counted as somebody's: the tenth failure closes it too.
    """
    if is_closed(FROM_ONE_ADDRESS, address_of(request)):
        return False
    count = count_try(ENTERING, _of(account, name))
    return count <= ENTERING.most


def forgive_try(account: Account) -> None:
    """What was shown was right, and the second factor is to come: no failure was counted."""
    take_back(ENTERING, _of(account, ""))


def tell_failure(request: HttpRequest, account: Account | None, name: str) -> None:
    """After a failure: the address is counted, and the holder is told when the account closes."""
    count_try(FROM_ONE_ADDRESS, address_of(request))
    _log.info("An entry failed.")
    # Asked of nobody's name too: a statement more would tell, by its time, who has an account.
    has_closed = is_closed(ENTERING, _of(account, name))
    # Ten at once close it, and one of them says so.
    if account is not None and has_closed and may_try(CLOSING, _of(account, name)):
        note(account, Verb.LOCKED, "Dix essais faux")
        send_notice.defer(account.user_id, Notice.LOCKED)


def tell_wrong_second(account: Account) -> None:
    """After a wrong second factor: the holder is told of the fifth, however slowly they came."""
    if count_try(WRONG_SECOND, _of(account, "")) == WRONG_SECOND.most:
        send_notice.defer(account.user_id, Notice.SECOND)


def may_ask_code(request: HttpRequest, account: Account | None, name: str) -> bool:
    """Whether a code may leave for who wants to enter: nobody is flooded, nobody asks for a
    thousand; a name that is nobody's is counted too.
    """
    return _may_send(request, _of(account, name))


def may_prove_contact(request: HttpRequest, user_pk: int) -> bool:
    """The same of a code to an address or a number that an account is to have."""
    return _may_send(request, f"new {user_pk}")


def _may_send(request: HttpRequest, of: str) -> bool:
    # What is refused here counts for nobody else: one machine would close codes to everybody.
    return (
        may_try(CODES_FROM_ONE_ADDRESS, address_of(request))
        and may_try(CODES_FOR_ONE_ACCOUNT, of)
        and may_try(CODES_OF_ALL, "")
    )


def _of(account: Account | None, name: str) -> str:
    return str(account.pk) if account is not None else f"nobody {normalize_name(name)}"
