"""Who comes from elsewhere, and has not had a residence permit for long (L. 262-4 CASF)."""

from __future__ import annotations

from dataclasses import replace

from jalon.rights.assumed import is_permit_short
from jalon.rights.fisca.eras import is_recently_alone
from jalon.rights.paid_rsa import may_be_paid_rsa
from jalon.rights.request.household import Household
from jalon.rights.short_permits import is_permit_unsettled
from jalon.rights.takeup.result import Finding, unsettled
from jalon.rights.takeup.unknown.facts import born_children, is_birth_awaited

RAISED_UNDER_YEARS = 3


def with_permits(finding: Finding, household: Household) -> Finding:
    """RSA or prime d'activité where an adult has a permit of less than five years. Refugees and
    others are let off, so it is never a refusal; nor is it asked of who has the increase for
    isolation, or is paid the RSA. Of a couple the other one has a right alone, which the worlds
    hold.
    """
    short = [is_permit_short(adult) for adult in household.adults]
    if finding.verdict == "no" or not is_permit_unsettled(household) or _is_raised(household):
        return finding
    if all(short):
        return unsettled(_first_question(finding, household), *finding.reasons, "permit_five_years")
    return replace(finding, reasons=(*finding.reasons, "permit_of_partner"))


def _first_question(finding: Finding, household: Household) -> str:
    """What the RSA asks already, but for a decision of others that an RSA that is paid replaces."""
    if finding.question == "allowance_granted" and may_be_paid_rsa(household):
        return "rsa_received"
    return finding.question or _question(household)


def _question(household: Household) -> str:
    """Since when a parent is alone settles it too: who is of late has the increase; and so does an
    RSA that is paid, which is asked before what others decide.
    """
    alone = not household.couple and bool(born_children(household))
    if alone and household.isolated_since is None:
        return "isolated_since"
    return "rsa_received" if may_be_paid_rsa(household) else "permit_exception"


def _is_raised(household: Household) -> bool:
    """Whether somebody alone has the increase: a child under three, awaited, or alone of late."""
    if household.couple:
        return False
    young = bool(born_children(household, RAISED_UNDER_YEARS)) or is_birth_awaited(household)
    recent = is_recently_alone(household, household.month) and bool(born_children(household))
    return young or recent
