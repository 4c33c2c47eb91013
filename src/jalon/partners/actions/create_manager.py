"""The first two managers of accounts, made where the site runs: from then on two are needed."""

from __future__ import annotations

from django.db import transaction

from jalon.accounts.invitations import give_code, make_invitation
from jalon.accounts.models import AccountKind
from jalon.accounts.opening import make_account
from jalon.accounts.secrets import space_letter_code
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.core.errors import WrongInputError
from jalon.partners.models import AccountManager, Organisation, OrganisationKind

FIRST = 2
_LOCK_REASON = "Premier compte, fait sur la machine du service"


@transaction.atomic
def create_manager(first_name: str, last_name: str, mail: str, organisation: str) -> str:
    """The code of the invitation, shown this once. Raises WrongInputError where two are there."""
    managers = AccountManager.objects.select_for_update().filter(is_fictional=False)
    living = [each for each in managers if each.user.is_active]
    if len(living) >= FIRST:
        raise WrongInputError(
            "Two people manage accounts already: one of them asks for the next account on the "
            "site, and the other confirms it."
        )
    employer, _ = Organisation.objects.get_or_create(
        name=organisation, defaults={"kind": OrganisationKind.DEPARTEMENT}
    )
    account = make_account(AccountKind.MANAGER, mail)
    manager = AccountManager.objects.create(
        user=account.user, first_name=first_name, last_name=last_name, organisation=employer
    )
    record(
        Verb.CONFIRMED,
        Actor(None, "jalon agents create"),
        subject_person_id=None,
        reason=_LOCK_REASON,
        detail={"account": str(manager.user_id)},
    )
    return space_letter_code(give_code(make_invitation(AccountKind.MANAGER, account.user_id, None)))
