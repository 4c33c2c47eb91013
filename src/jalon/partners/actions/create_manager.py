"""The first two managers of accounts, made where the site runs: from then on two are needed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from jalon.accounts.invitations import find_waiting, give_code, make_invitation
from jalon.accounts.models import AccountKind
from jalon.accounts.opening import MailTakenError, make_account
from jalon.accounts.queries import normalize_mail
from jalon.accounts.secrets import space_letter_code
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.core.errors import WrongInputError
from jalon.partners.models import AccountManager, Organisation, OrganisationKind

FIRST = 2
_LOCK_REASON = "Premier compte, fait sur la machine du service"


@transaction.atomic
def create_manager(first_name: str, last_name: str, mail: str, organisation: str) -> str:
    """The code of the invitation, shown this once. Raises WrongInputError where two are there.

    Whose invitation ended unused is none of the two: another is made for the same address.
    """
    managers = AccountManager.objects.select_for_update(of=("self",)).filter(is_fictional=False)
    waiting = list(managers.select_related("user__account").filter(user__is_active=True))
    late = {each.user.account.mail: each.user for each in waiting if not _may_enter(each.user)}
    if len(waiting) - len(late) >= FIRST:
        raise WrongInputError(
            "Two people manage accounts already: one of them asks for the next account on the "
            "site, and the other confirms it."
        )
    if user := late.get(normalize_mail(mail)):
        return _invite(user)
    employer, _ = Organisation.objects.get_or_create(
        name=organisation, defaults={"kind": OrganisationKind.DEPARTEMENT}
    )
    try:
        account = make_account(AccountKind.MANAGER, mail)
    except MailTakenError as error:
        raise WrongInputError("A professional account has this address already.") from error
    manager = AccountManager.objects.create(
        user=account.user, first_name=first_name, last_name=last_name, organisation=employer
    )
    return _invite(manager.user)


def _may_enter(user: User) -> bool:
    """Whether they have entered, or still may with their invitation."""
    return user.has_usable_password() or bool(find_waiting(AccountKind.MANAGER, user.pk))


def _invite(user: User) -> str:
    record(
        Verb.CONFIRMED,
        Actor(None, "jalon agents create"),
        subject_person_id=None,
        reason=_LOCK_REASON,
        detail={"account": str(user.pk)},
    )
    return space_letter_code(give_code(make_invitation(AccountKind.MANAGER, user.pk, None)))
