"""The doors by which one enters: whose each is, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from jalon.accounts.models import AccountKind


@dataclass(frozen=True, slots=True)
class Door:
    """One door, in the words of whoever stands before it."""

    slug: str
    kinds: tuple[AccountKind, ...]
    title: str
    name_label: str
    name_help: str


PERSON = Door(
    "personne",
    (AccountKind.PERSON,),
    gettext_noop("Entrer dans mon espace"),
    gettext_noop("Votre numéro Jalon, ou votre adresse mail"),
    gettext_noop("Le numéro a neuf chiffres. Il est sur la lettre de votre service d’insertion."),
)
PROFESSIONAL = Door(
    "professionnel",
    (AccountKind.AGENT, AccountKind.MANAGER),
    gettext_noop("Entrer comme professionnel"),
    gettext_noop("Votre adresse mail professionnelle"),
    "",
)
FIRM = Door(
    "structure",
    (AccountKind.FIRM,),
    gettext_noop("Entrer pour une entreprise ou une association"),
    gettext_noop("Votre adresse mail professionnelle"),
    "",
)
DOORS = {door.slug: door for door in (PERSON, PROFESSIONAL, FIRM)}
LANDINGS = {
    AccountKind.PERSON: (("for_person", "for_account"), "offers"),
    AccountKind.AGENT: (("for_agent", "for_agent_on_person", "for_account"), "caseload"),
    AccountKind.FIRM: (("for_firm", "for_account"), "firm_offers"),
    AccountKind.MANAGER: (("for_manager", "for_account"), "accounts"),
}
"""Rules of the pages that one may be led back to after entering, and the page without any."""


def door_of(kind: str) -> Door:
    """The door of an account of that kind."""
    return next(door for door in DOORS.values() if kind in door.kinds)
