"""Closing the account of an agent or a manager: one is enough, as nothing opens by it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from jalon.accounts.invitations import void_invitations
from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import close_account
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.partners.models import AccountManager


@transaction.atomic
def close_access(manager: AccountManager, user: User) -> None:
    """Nobody enters with it from now on, and who is there is out at the next page.

    Raises Account.DoesNotExist for anybody else's, and for one's own: nobody locks themselves out,
    nor do two who close each other at once.
    """
    both = User.objects.filter(pk__in=(manager.user_id, user.pk)).order_by("pk")
    if manager.user_id not in [each.pk for each in both.select_for_update() if each.is_active]:
        raise Account.DoesNotExist
    kinds = (AccountKind.AGENT, AccountKind.MANAGER)
    account = Account.objects.exclude(user_id=manager.user_id).get(user=user, kind__in=kinds)
    close_account(user)
    void_invitations(AccountKind(account.kind), user.pk)
    record(
        Verb.CLOSED,
        Actor(manager.user_id, manager.label),
        subject_person_id=None,
        reason="Accès fermé",
        detail={"account": str(user.pk)},
    )
