"""An agent opens the file of a person: allowed by an active link, and never unseen."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.partners.models import Agent
from jalon.people.models import AccessLink
from jalon.people.queries import with_people

NO_LINK = "Aucun suivi en cours"
"""Why a file stayed closed, as the person reads it."""


class FileRefusal(PermissionDenied):
    """The file is not open to this agent, or nobody has this reference: they look the same."""


def open_file(agent: Agent, reference: UUID, page: str, today: dt.date) -> AccessLink:
    """The link `reference`, with its person, that opens their file to `agent`, to show `page`.

    The reading is an event, written with the check in one transaction. Raises FileRefusal where
    the link is another agent's, has ended, has not begun or does not exist; that is an event too.
    """
    with transaction.atomic(durable=True):
        link = _find_link(reference)
        allowed = link is not None and _opens(link, agent, today)
        record(
            Verb.OPENED if allowed else Verb.REFUSED,
            Actor(agent.user_id, agent.label),
            subject_person_id=link.person_id if link else None,
            reason=link.reason if link and allowed else NO_LINK,
            detail={"page": page},
        )
    if link is None or not allowed:
        # Out of the transaction, which would take the event back.
        raise FileRefusal("Ce dossier n’est pas ouvert à ce compte.")
    return link


def check_link(agent: Agent, reference: UUID, page: str, today: dt.date) -> AccessLink:
    """The same link, to find out whether there is such a `page`: nothing is read yet, nor noted.

    A refusal is an event all the same.
    """
    link = _find_link(reference)
    if link is not None and _opens(link, agent, today):
        return link
    return open_file(agent, reference, page, today)


def _find_link(reference: UUID) -> AccessLink | None:
    return with_people(AccessLink.objects.all()).filter(reference=reference).first()


def _opens(link: AccessLink, agent: Agent, today: dt.date) -> bool:
    return link.agent_id == agent.pk and link.is_active(today)
