"""An agent answers a company or an association that asks for an account."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from jalon.accounts.invitations import make_invitation
from jalon.accounts.models import AccountKind
from jalon.accounts.tasks import send_invitation
from jalon.audit.models import Verb
from jalon.audit.record import Actor, record
from jalon.partners.models import Agent, Firm, FirmMember, FirmState


@transaction.atomic
def answer_firm(agent: Agent, pk: int, *, approved: bool, offer_reference: str = "") -> bool:
    """Approves it, and its first member is invited by mail, or declines it.

    Whether it still waited: of two agents at once one answers. `offer_reference` is of an offer
    that is the firm's, and came without a SIRET.
    """
    state = FirmState.APPROVED if approved else FirmState.DECLINED
    waiting = Firm.objects.filter(pk=pk, state=FirmState.WAITING)
    if not waiting.update(state=state, answered_by=agent, answered_at=timezone.now()):
        return False
    if approved and offer_reference:
        write_offer(agent, pk, offer_reference)
    record(
        Verb.CONFIRMED if approved else Verb.DECLINED,
        Actor(agent.user_id, agent.label),
        subject_person_id=None,
        reason="Compte d’une entreprise ou d’une association",
        detail={"firm": str(pk)},
    )
    if approved:
        invite_member(FirmMember.objects.get(firm_id=pk, is_first=True), agent.user_id)
    return True


@transaction.atomic
def write_offer(agent: Agent, pk: int, reference: str) -> bool:
    """Says that an offer, and what its company posts without a SIRET, is of a firm; empty for none.

    Whether it is approved. The worker links them: a page of an agent reads no offer.
    """
    approved = Firm.objects.filter(pk=pk, state=FirmState.APPROVED)
    if not approved.update(offer_reference=reference):
        return False
    record(
        Verb.CHANGED,
        Actor(agent.user_id, agent.label),
        subject_person_id=None,
        reason="Offre d’une entreprise ou d’une association",
        detail={"firm": str(pk), "offer": reference},
    )
    return True


def invite_member(member: FirmMember, by_user_id: int | None) -> None:
    """Sends an invitation to a member; one sent before opens nothing any more."""
    made = make_invitation(AccountKind.FIRM, member.pk, by_user_id, mail=member.mail)
    send_invitation.defer(made.pk)
