"""A company or an association asks for an account: an agent answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.accounts.queries import normalize_mail
from jalon.core.errors import JalonError
from jalon.partners.models import Firm, FirmKind, FirmMember
from jalon.partners.siret import look_up


class ClosedFirmError(JalonError):
    """The directory says that this establishment is closed."""


@dataclass(frozen=True, slots=True)
class NewFirm:
    """What is asked: the SIRET is checked already."""

    siret: str
    kind: FirmKind
    name: str
    first_name: str
    last_name: str
    mail: str


def ask_firm(asked: NewFirm) -> Firm | None:
    """The request that waits for an agent; None where this SIRET has one, or an account, already.

    The name is the directory's where there is one. Asked on a demo it is fictional, like all there.
    Raises ClosedFirmError.
    """
    entry = look_up(asked.siret)
    if entry is not None and not entry.is_open:
        raise ClosedFirmError("The establishment is closed.")
    now = timezone.now()
    firm = Firm(
        siret=asked.siret,
        kind=asked.kind,
        name=entry.name if entry else asked.name,
        named_by_directory=entry is not None,
        asked_at=now,
        is_fictional=settings.JALON_DEMO,
    )
    try:
        with transaction.atomic():
            firm.save()
    except IntegrityError:
        return None
    FirmMember.objects.create(
        firm=firm,
        first_name=asked.first_name,
        last_name=asked.last_name,
        mail=normalize_mail(asked.mail),
        is_first=True,
        added_at=now,
    )
    return firm
