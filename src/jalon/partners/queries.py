"""Questions about places of care, agents, and who manages accounts."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from jalon.core.geo import haversine_m
from jalon.partners.models import (
    AccountManager,
    AccountRequest,
    Agent,
    CarePlace,
    Firm,
    FirmMember,
    FirmState,
)


def list_places(slugs: Collection[str]) -> list[CarePlace]:
    """The places named; asks nothing where none is."""
    return list(CarePlace.objects.filter(slug__in=slugs)) if slugs else []


def list_free_places(
    kinds: Collection[str], lat: float, lon: float, most_m: float
) -> list[tuple[CarePlace, float]]:
    """Places of `kinds` with a free place within `most_m` metres, the nearest first.

    Each comes with its distance: metres of a great circle.
    """
    free = list(CarePlace.objects.filter(kind__in=kinds, free_places__gt=0))
    points = np.array([(place.lat, place.lon) for place in free]).reshape(-1, 2)
    metres = haversine_m(np.array(lat), np.array(lon), points[:, 0], points[:, 1])
    nearest = np.argsort(metres, kind="stable").tolist()
    return [(free[index], float(metres[index])) for index in nearest if metres[index] <= most_m]


def find_agent_of(user: AbstractBaseUser | AnonymousUser) -> Agent | None:
    """The agent whose account `user` is, with the organisation; None for anybody else's."""
    if user.pk is None:
        return None
    return Agent.objects.select_related("organisation").filter(user_id=user.pk).first()


def list_demo_agents() -> QuerySet[Agent]:
    """The agents who are accounts of the first page."""
    agents = Agent.objects.select_related("organisation")
    return agents.filter(demo_slug__isnull=False, is_fictional=True)


def find_manager_of(user: AbstractBaseUser | AnonymousUser) -> AccountManager | None:
    """Who manages accounts with the account `user`; None for anybody else's."""
    if user.pk is None:
        return None
    managers = AccountManager.objects.select_related("organisation")
    return managers.filter(user_id=user.pk).first()


def list_demo_managers() -> QuerySet[AccountManager]:
    """Those who are accounts of the first page."""
    managers = AccountManager.objects.select_related("organisation")
    return managers.filter(demo_slug__isnull=False, is_fictional=True)


def list_requests() -> QuerySet[AccountRequest]:
    """Accounts that were asked for, the last first, with who asked and who answered."""
    return AccountRequest.objects.select_related("organisation", "asked_by", "answered_by")


def find_member_of(user: AbstractBaseUser | AnonymousUser) -> FirmMember | None:
    """Who enters for a firm that was approved, with the firm; None for anybody else's account."""
    if user.pk is None:
        return None
    members = FirmMember.objects.select_related("firm").filter(firm__state=FirmState.APPROVED)
    return members.filter(user_id=user.pk).first()


def list_demo_members() -> QuerySet[FirmMember]:
    """Those who are accounts of the first page."""
    members = FirmMember.objects.select_related("firm")
    return members.filter(demo_slug__isnull=False, firm__is_fictional=True)


def list_firms_approved() -> QuerySet[Firm]:
    """Those who have an account, the first first."""
    return Firm.objects.filter(state=FirmState.APPROVED).order_by("pk")


def list_firms_waiting() -> QuerySet[Firm]:
    """Those who asked for an account, the first first, with who asked."""
    waiting = Firm.objects.filter(state=FirmState.WAITING).order_by("asked_at", "pk")
    return waiting.prefetch_related("members")


def list_firms_answered() -> QuerySet[Firm]:
    """Those who were answered, the last first, with the agent who did."""
    answered = Firm.objects.exclude(state=FirmState.WAITING).filter(answered_by__isnull=False)
    return answered.select_related("answered_by").order_by("-answered_at", "-pk")


def count_care_places() -> int:
    """How many places of care are known."""
    return CarePlace.objects.count()
