"""The tables of this room, by aggregate."""

from jalon.people.models.answers import HouseholdAnswers
from jalon.people.models.law import LawKind, LawQuestion
from jalon.people.models.link import AccessLink
from jalon.people.models.person import CareOption, Child, FamilyType, Person, default_means

__all__ = [
    "AccessLink",
    "CareOption",
    "Child",
    "FamilyType",
    "HouseholdAnswers",
    "LawKind",
    "LawQuestion",
    "Person",
    "default_means",
]
