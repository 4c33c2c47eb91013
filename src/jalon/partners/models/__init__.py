"""The tables of this room, by aggregate."""

from jalon.partners.models.account_managers import (
    AccountManager,
    AccountRequest,
    AskedFor,
    RequestState,
)
from jalon.partners.models.agents import Agent, Organisation, OrganisationKind
from jalon.partners.models.care import CarePlace, CarePlaceKind
from jalon.partners.models.firms import Firm, FirmKind, FirmMember, FirmState

__all__ = [
    "AccountManager",
    "AccountRequest",
    "Agent",
    "AskedFor",
    "CarePlace",
    "CarePlaceKind",
    "Firm",
    "FirmKind",
    "FirmMember",
    "FirmState",
    "Organisation",
    "OrganisationKind",
    "RequestState",
]
