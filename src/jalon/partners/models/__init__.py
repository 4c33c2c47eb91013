"""The tables of this room, by aggregate."""

from jalon.partners.models.agents import Agent, Organisation, OrganisationKind
from jalon.partners.models.care import CarePlace, CarePlaceKind

__all__ = ["Agent", "CarePlace", "CarePlaceKind", "Organisation", "OrganisationKind"]
