"""Invitations: made for somebody, sent or printed, and good once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from jalon.accounts.models import AccountKind, Invitation
from jalon.accounts.secrets import digest, make_letter_code, read_code

LETTER_DAYS = 30
MAIL_DAYS = 3
"""An invitation to a professional account is used by who reads that mail every day."""
MOST_WRONG = 5
_PURPOSE = "invitation"


def make_invitation(
    kind: AccountKind,
    subject_id: int,
    made_by_id: int | None,
    *,
    days: int = MAIL_DAYS,
    mail: str = "",
) -> Invitation:
    """A new one, without a code yet; any other for the same subject is void from now on."""
    with transaction.atomic():
        _wait_for_others(kind, subject_id)
        now = timezone.now()
        void_invitations(kind, subject_id)
        return Invitation.objects.create(
            kind=kind,
            subject_id=subject_id,
            made_by_id=made_by_id,
            mail=mail,
            made_at=now,
            expires_at=now + dt.timedelta(days=days),
        )


def give_code(invitation: Invitation) -> str:
    """A code that opens it from now on, and no code given before. It is kept nowhere."""
    code = make_letter_code()
    Invitation.objects.filter(pk=invitation.pk).update(digest=digest(_PURPOSE, code))
    return code


def void_invitations(kind: AccountKind, subject_id: int) -> int:
    """Ends those that wait for `subject_id`; how many they were."""
    waiting = Invitation.objects.filter(
        kind=kind, subject_id=subject_id, used_at=None, void_at=None
    )
    return waiting.update(void_at=timezone.now(), mail="")


def find_invitation(typed: str) -> Invitation | None:
    """The invitation that a code opens today; None for any other code, whatever the cause."""
    code = read_code(typed)
    if not code:
        return None
    found = Invitation.objects.filter(digest=digest(_PURPOSE, code)).first()
    return found if found is not None and is_open(found) else None


def is_open(invitation: Invitation) -> bool:
    """Whether it may still be used."""
    return (
        invitation.used_at is None
        and invitation.void_at is None
        and timezone.now() < invitation.expires_at
        and invitation.wrong < MOST_WRONG
    )


def may_answer(invitation: Invitation) -> bool:
    """Counts an answer to what is asked beside the code, before it is looked at; whether it may be:
    after five wrong ones the invitation is void, however many come at once.
    """
    counted = Invitation.objects.filter(pk=invitation.pk, wrong__lt=MOST_WRONG)
    return counted.update(wrong=F("wrong") + 1) == 1


def count_right(invitation: Invitation) -> None:
    """The answer was right: it is no wrong one."""
    Invitation.objects.filter(pk=invitation.pk, wrong__gt=0).update(wrong=F("wrong") - 1)


def use_invitation(invitation: Invitation) -> bool:
    """Takes it: whether it was still there. Of two at once one has it."""
    now = timezone.now()
    waiting = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, void_at=None, expires_at__gt=now, wrong__lt=MOST_WRONG
    )
    return waiting.update(used_at=now, mail="") == 1


def forget_old_mails() -> None:
    """Where an invitation went is kept until it ends, and no longer."""
    over = Invitation.objects.filter(expires_at__lte=timezone.now())
    over.exclude(mail="").update(mail="")


def dispute_invitations(kind: AccountKind, subject_id: int) -> int | None:
    """Ends what waits: whoever it was for says that the account is not theirs. By whom the last one
    was made, if by somebody.
    """
    last = Invitation.objects.filter(kind=kind, subject_id=subject_id).first()
    void_invitations(kind, subject_id)
    if last is None:
        return None
    Invitation.objects.filter(pk=last.pk).update(disputed_at=timezone.now())
    return last.made_by_id


def find_disputed(kind: AccountKind, subject_ids: Collection[int]) -> set[int]:
    """Of these subjects, those whose last invitation ended with « this is not my account »."""
    last = Invitation.objects.filter(kind=kind, subject_id__in=subject_ids)
    once = last.order_by("subject_id", "-pk").distinct("subject_id")
    return {each.subject_id for each in once if each.disputed_at is not None}


def find_last(kind: AccountKind, subject_id: int) -> Invitation | None:
    """The last invitation made for `subject_id`, whatever became of it."""
    return Invitation.objects.filter(kind=kind, subject_id=subject_id).first()


def find_waiting(kind: AccountKind, subject_id: int) -> Invitation | None:
    """The invitation that waits for `subject_id`."""
    waiting = Invitation.objects.filter(kind=kind, subject_id=subject_id)
    return next((each for each in waiting[:1] if is_open(each)), None)


def _wait_for_others(kind: AccountKind, subject_id: int) -> None:
    """Of two made at once for one subject, neither sees the other: the second waits its turn."""
    with connection.cursor() as cursor:
        name = f"invitation {kind.value} {subject_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
