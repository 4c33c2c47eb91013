"""Saves the demo's account manager and its firms: accounts of the first page, and of nobody."""

from __future__ import annotations

import tomllib
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from jalon.demo.timetable import FACTS
from jalon.jobs.company.link_companies import link_companies
from jalon.jobs.company.models import Offer
from jalon.partners.models import AccountManager, Firm, FirmMember, FirmState, Organisation

ACCOUNT_PREFIX = "demo-partner-"
"""Usernames of these accounts: a number, never a name."""


@transaction.atomic
def seed_partners() -> None:
    """Each has an account; what is there from a seed before stays."""
    with (FACTS / "partners.toml").open("rb") as file:
        facts = tomllib.load(file)
    drawn = [*facts["managers"], *facts["firms"]]
    for number, entry in enumerate(drawn, start=1):
        user, _ = get_user_model().objects.get_or_create(
            username=f"{ACCOUNT_PREFIX}{number}", defaults={"password": make_password(None)}
        )
        (_save_member if "siret" in entry else _save_manager)(user, entry)
    link_companies()


def _save_manager(user: User, entry: dict[str, Any]) -> None:
    organisation, _ = Organisation.objects.get_or_create(
        name=entry["organisation"], defaults={"kind": entry["kind"], "is_fictional": True}
    )
    values = {"user": user, "organisation": organisation, "is_fictional": True} | _who(entry)
    AccountManager.objects.update_or_create(demo_slug=entry["slug"], defaults=values)


def _save_member(user: User, entry: dict[str, Any]) -> None:
    """The firm, approved already, with an offer of the drawn company where there is one."""
    now = timezone.now()
    firm, _ = Firm.objects.get_or_create(
        siret=entry["siret"],
        is_fictional=True,
        defaults={
            "name": entry["company"],
            "kind": entry["firm_kind"],
            "state": FirmState.APPROVED,
            "asked_at": now,
        },
    )
    drawn = Offer.objects.filter(company__name=entry["company"], company__is_fictional=True)
    offer = drawn.first()
    Firm.objects.filter(pk=firm.pk).update(offer_reference=offer.slug if offer else "")
    values = {"user": user, "firm": firm, "mail": entry["mail"], "is_first": True, "added_at": now}
    FirmMember.objects.update_or_create(demo_slug=entry["slug"], defaults=values | _who(entry))


def _who(entry: dict[str, Any]) -> dict[str, str]:
    names = {name: entry[name] for name in ("first_name", "last_name")}
    return names | {"story": " ".join(entry["story"].split())}
