"""« Ce compte n'est pas le mien »: it is closed, and who invited is told."""

from __future__ import annotations

from django.db import transaction

from jalon.accounts.invitations import dispute_invitations
from jalon.accounts.models import AccountKind
from jalon.accounts.opening import close_account, empty_account
from jalon.accounts.queries import find_account_of
from jalon.accounts.sending.notices import Notice
from jalon.accounts.tasks import send_notice
from jalon.people.actions.open_own_account import note_disputed
from jalon.people.models import Person


@transaction.atomic
def dispute_account(person: Person) -> None:
    """Takes away all that opens the account of `person`, and the invitation that waits.

    A new invitation opens it again. Nothing of the file changes: it is the person's.
    """
    note_disputed(person)
    made_by = dispute_invitations(AccountKind.PERSON, person.pk)
    account = find_account_of(person.user) if person.user else None
    if account is not None:
        empty_account(account)
        if person.demo_slug is None:  # those are everybody's, and stay
            close_account(account.user)
    if made_by is not None:
        send_notice.defer(made_by, Notice.DISPUTED)
