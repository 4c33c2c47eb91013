"""A référent invites a person to their own pages: by a letter that prints, or by a mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from jalon.accounts.invitations import (
    LETTER_DAYS,
    find_disputed,
    find_last,
    find_waiting,
    give_code,
    make_invitation,
)
from jalon.accounts.models import AccountKind, Invitation
from jalon.accounts.secrets import space_letter_code
from jalon.accounts.tasks import send_invitation
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed, this once: the code is kept nowhere."""

    code: str
    invitation: Invitation


@transaction.atomic
def make_letter(agent: Agent, link: AccessLink) -> Letter:
    """A letter for the person of `link`; one made before opens nothing any more."""
    made = make_invitation(AccountKind.PERSON, link.person_id, agent.user_id, days=LETTER_DAYS)
    _note(agent, link, "letter")
    return Letter(space_letter_code(give_code(made)), made)


@transaction.atomic
def invite_by_mail(agent: Agent, link: AccessLink, mail: str) -> Invitation:
    """The same by a mail, which the worker sends: the agent sees no code."""
    made = make_invitation(
        AccountKind.PERSON, link.person_id, agent.user_id, days=LETTER_DAYS, mail=mail
    )
    _note(agent, link, "mail")
    send_invitation.defer(made.pk)
    return made


def find_waiting_invitation(person: Person) -> Invitation | None:
    """The invitation that the person may still use."""
    return find_waiting(AccountKind.PERSON, person.pk)


def find_last_invitation(person: Person) -> Invitation | None:
    """The last one, whatever became of it."""
    return find_last(AccountKind.PERSON, person.pk)


def list_disputed(links: Sequence[AccessLink]) -> list[AccessLink]:
    """Those of a caseload whose person says, since the last invitation: this is not my account."""
    told = find_disputed(AccountKind.PERSON, [link.person_id for link in links])
    return [link for link in links if link.person_id in told]


def _note(agent: Agent, link: AccessLink, how: str) -> None:
    record(
        Verb.INVITED,
        Actor(agent.user_id, agent.label),
        subject_person_id=link.person_id,
        reason=link.reason,
        detail={"page": how},
    )
