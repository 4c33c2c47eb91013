"""Codes by mail or SMS, to enter with.

An account that does not exist has the same row, the same task and the same page: neither words nor
time tell whether somebody has one.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jalon.accounts.models import Account, SentCode
from jalon.accounts.secrets import digest, make_digits, read_code
from jalon.accounts.sending.mail import send_mail
from jalon.accounts.sending.sms import send_sms

GOOD_MIN = 10
MOST_TRIES = 5
_PURPOSE = "sent_code"
_WORTH_SENDING = dt.timedelta(minutes=GOOD_MIN)


def ask_code(account: Account | None, *, by_phone: bool) -> SentCode:
    """A code that waits to be sent, to nobody where there is no such account."""
    now = timezone.now()
    may = account is not None and (
        (account.codes_by_phone and account.phone)
        if by_phone
        else (account.codes_by_mail and account.mail)
    )
    return SentCode.objects.create(
        user=account.user if account and may else None,
        by_phone=by_phone,
        asked_at=now,
        expires_at=now + dt.timedelta(minutes=GOOD_MIN),
    )


def prove_contact(account: Account, to: str, *, by_phone: bool) -> SentCode:
    """A code that goes to an address or a phone which is to be the account's."""
    now = timezone.now()
    return SentCode.objects.create(
        user=account.user,
        to=to,
        by_phone=by_phone,
        asked_at=now,
        expires_at=now + dt.timedelta(minutes=GOOD_MIN),
    )


def send_code(pk: UUID) -> None:
    """Makes the code and sends it; a worker does, again where it failed, while it is worth it."""
    sent = SentCode.objects.select_related("user__account").filter(pk=pk).first()
    if sent is None or sent.user is None or timezone.now() - sent.asked_at > _WORTH_SENDING:
        return
    code = make_digits()
    sent.digest = digest(_PURPOSE, f"{sent.pk} {code}")
    sent.expires_at = timezone.now() + dt.timedelta(minutes=GOOD_MIN)
    sent.save(update_fields=["digest", "expires_at"])
    account = sent.user.account
    told = {"code": f"{code[:4]} {code[4:]}", "minutes": GOOD_MIN}
    if sent.by_phone:
        send_sms(sent.to or account.phone, render_to_string("mails/code_sms.txt", told).strip())
    else:
        send_mail(sent.to or account.mail, "code", told)


def use_code(pk: UUID, typed: str) -> User | None:
    """Whose code it is, once; None for any other, after five tries for every one."""
    rows = SentCode.objects.filter(
        pk=pk, used_at=None, expires_at__gt=timezone.now(), tries__lt=MOST_TRIES
    )
    if rows.update(tries=F("tries") + 1) == 0:
        return None
    sent = SentCode.objects.select_related("user").get(pk=pk)
    wanted = digest(_PURPOSE, f"{sent.pk} {read_code(typed)}")
    if not (sent.digest and constant_time_compare(wanted, sent.digest)):
        return None
    if sent.user is None or not sent.user.is_active:
        return None
    unused = SentCode.objects.filter(pk=pk, used_at=None)
    return sent.user if unused.update(used_at=timezone.now()) == 1 else None


def forget_codes(user: User) -> None:
    """Those that went to `user` open nothing any more, wherever they went."""
    SentCode.objects.filter(user=user).delete()


def forget_old_codes() -> None:
    """Removes those that opened or open nothing any more."""
    SentCode.objects.filter(expires_at__lt=timezone.now() - dt.timedelta(days=1)).delete()
