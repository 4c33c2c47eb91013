"""A message is read by whom it was written for, or by nobody.

It waits in the browser for the next page. On a shared machine the visit may end in between, and
that page be somebody else's: the signature is good for one account, or for nobody's visit.
"""

from __future__ import annotations

from django.contrib.messages.storage.cookie import CookieStorage
from django.core.signing import Signer, get_cookie_signer


class OwnMessages(CookieStorage):
    """Django's messages in a cookie; another's are as messages that somebody forged: dropped."""

    @property
    def signer(self) -> Signer:
        """Signs for who is here now: entering and leaving change it within a request."""
        user = getattr(self.request, "user", None)
        return get_cookie_signer(salt=f"{self.key_salt} {getattr(user, 'pk', None) or ''}")

    @signer.setter
    def signer(self, _: Signer) -> None:
        """Django sets one for all."""
