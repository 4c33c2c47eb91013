"""What django-allauth asks of a site: its name, its secrets sealed, nobody's name in a passkey."""

from __future__ import annotations

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from jalon.accounts.models import Account

NAME = "Jalon"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals secrets with a key made of ours: a copy of the database alone makes no code."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it was; `InvalidToken` under another key."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """What an application shows above its code."""
        return NAME

    def get_totp_label(self, user: Any) -> str:  # noqa: ANN401 - allauth's
        """The number of the account: an application shows it to whoever holds the phone."""
        account = Account.objects.filter(user_id=user.pk).first()
        return account.spaced_number if account else NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site, by its domain, which a passkey of another site does not have."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": NAME}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:  # noqa: ANN401
        """The user as a telephone keeps it: by number, without name or address."""
        label = self.get_totp_label(user)
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"name": label, "display_name": label}


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in keys])


def _key(secret: str | bytes) -> bytes:
    made = salted_hmac("jalon.accounts.second_factor", "key", secret=secret, algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest())
