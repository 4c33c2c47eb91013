"""Every address of the site by its rule, for the tests that walk them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jalon.people.models import AccessLink

SLUG = "agent-proprete-1"
OPEN = ("home", "sources")
MACHINES = ("health", "alive")
"""Asked by what watches the service: tests/web/guards/test_readiness.py."""
WATCHERS = ("metrics",)
"""Asked with a token: tests/web/anybody/test_metrics.py."""
SERVICE = ("service_state",)
"""Pages about the service: open on a demonstration, as here; tests/web/anybody closes them."""
DOORS = ("enter", "enter_agent", "enter_partner", "leave")
WAYS_IN = (
    *("doors", "door", "second_factor", "passkey_challenge", "enter_with_passkey", "welcome"),
    *("welcome_password", "welcome_factor", "welcome_challenge", "welcome_passkey"),
    *("ask_for_code", "enter_code", "welcome_birth", "welcome_choice", "welcome_code"),
    *("own_first_challenge", "own_first_passkey", "ask_firm"),
    *("go_outside", "come_back"),
)
"""Steps of entering: tests/web/sign_in holds that each is closed before the one before it."""
OWN = (
    *("own_access", "close_own_visits", "change_password", "change_totp", "own_challenge"),
    *("change_passkeys", "renew_codes", "change_contact", "prove_own_contact", "dispute"),
    "join_outside",
)
"""One's own access: of whoever has an account that is not the demo's."""
MANAGER: dict[str, dict[str, Any]] = {
    "accounts": {},
    "ask_account": {},
    "answer_account": {"pk": 1},
    "change_access": {},
}
KEYS: dict[str, dict[str, Any]] = {
    "door": {"slug": "personne"},
    "firm_offer": {"slug": SLUG},
    **{name: {"slug": "proconnect"} for name in ("go_outside", "come_back", "join_outside")},
}
"""What other addresses name."""
PERSONAL: dict[str, dict[str, Any]] = {
    "offers": {},
    "offer": {"slug": SLUG},
    "why_not": {},
    "unknown_hours": {},
    "profile": {},
    "limits": {},
    "means": {},
    "opened": {},
    "places": {"number": 1},
    "watchers": {},
    "rights": {},
    "rights_question": {"code": "logement"},
    "rights_answers": {},
    "rights_forget": {},
    "rights_result": {},
}
FIRM = ("firm_offers", "firm_offer", "firm_members")
AGENT = ("caseload", "firms")
FILES = ("file", "file_rights", "file_rights_figure", "file_access")
"""Pages of a file: the address takes the reference of a link, and nothing else."""
GUARDED = (*PERSONAL, *AGENT, *FILES, *OWN, *MANAGER, *FIRM)
CHILDLESS = {"places"}
"""Pages about a child, which Bob has not."""


def walk(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry)
        else:
            yield entry


VIEWS = list(walk(get_resolver()))


def address(name: str, link: AccessLink | None = None) -> str:
    if name in FILES:
        return reverse(name, kwargs={"link": link.reference if link else uuid.UUID(int=4)})
    return reverse(name, kwargs=(PERSONAL | MANAGER | KEYS).get(name, {}))
