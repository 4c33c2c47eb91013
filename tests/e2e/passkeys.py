"""A telephone that has a lock: Chromium's virtual authenticator."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page


def add_authenticator(page: Page) -> CDPSession:
    """From now on this page has a device that keeps passkeys and recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session
