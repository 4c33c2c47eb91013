"""Joining an account to a provider, and finding it again: never by mail or by name."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.accounts.models import Account, OutsideIdentity
from jalon.accounts.outside.providers import Provider
from jalon.accounts.secrets import digest


class TakenError(ValueError):
    """Another account is joined to this identity."""


def find_user(provider: Provider, sub: str) -> User | None:
    """Whose identity it is, where the account is open and of a kind that enters so."""
    found = OutsideIdentity.objects.select_related("user").filter(
        provider=provider.slug, digest=_digest(provider, sub), user__is_active=True
    )
    kinds = Account.objects.filter(kind__in=provider.kinds).values("user_id")
    identity = found.filter(user_id__in=kinds).first()
    return identity.user if identity else None


@transaction.atomic
def join_identity(provider: Provider, sub: str, user: User) -> None:
    """From now on `user` enters so; another number of theirs before is forgotten. TakenError."""
    OutsideIdentity.objects.filter(provider=provider.slug, user=user).delete()
    try:
        with transaction.atomic():
            OutsideIdentity.objects.create(
                provider=provider.slug,
                digest=_digest(provider, sub),
                user=user,
                joined_at=timezone.now(),
            )
    except IntegrityError as error:
        raise TakenError("Another account is joined to it.") from error


def forget_identities(user: User) -> None:
    """The account enters so no more: an invitation that is used begins anew."""
    OutsideIdentity.objects.filter(user=user).delete()


def list_joined(user: User) -> set[str]:
    """The slugs of the providers that the account is joined to."""
    return set(OutsideIdentity.objects.filter(user=user).values_list("provider", flat=True))


def _digest(provider: Provider, sub: str) -> str:
    return digest(f"outside.{provider.slug}", sub)
