"""Opening the demo account of who manages accounts, or of a firm: only fictional ones have one."""

from __future__ import annotations

from django.contrib.auth.models import User

from jalon.core.errors import JalonError
from jalon.partners.models import AccountManager, FirmMember


class NoSuchAccountError(JalonError):
    """No demo account has this name."""


def enter_demo_partner(demo_slug: str) -> User:
    """The user of a demo account; NoSuchAccountError for an unknown one or for somebody real."""
    if not demo_slug:
        raise NoSuchAccountError("No account has no name.")
    managers = AccountManager.objects.select_related("user")
    manager = managers.filter(demo_slug=demo_slug, is_fictional=True).first()
    members = FirmMember.objects.select_related("user")
    member = members.filter(demo_slug=demo_slug, firm__is_fictional=True).first()
    user = manager.user if manager else member.user if member else None
    if user is None:
        raise NoSuchAccountError("No demo account has this name.")
    return user
