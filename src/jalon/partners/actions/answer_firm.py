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
def answer_firm(agent: Agent, pk: int, *, approved: bool) -> bool:
    """Approves it, and its first member is invited by mail, or declines it.

    Whether it still waited: of two agents at once one answers.
    """
    state = FirmState.APPROVED if approved else FirmState.DECLINED
    waiting = Firm.objects.filter(pk=pk, state=FirmState.WAITING)
    if not waiting.update(state=state, answered_by=agent, answered_at=timezone.now()):
        return False
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


def invite_member(member: FirmMember, by_user_id: int | None) -> None:
    """Sends an invitation to a member; one sent before opens nothing any more."""
    made = make_invitation(AccountKind.FIRM, member.pk, by_user_id, mail=member.mail)
    send_invitation.defer(made.pk)
