"""Pages of accounts: closed to the demo's accounts, which are everybody's."""

from __future__ import annotations

import pytest

from jalon.audit.models import Event
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person
from tests.web.conftest import sign_in
from tests.web.guards.matrix import FIRM, MANAGER, OWN, address


@pytest.mark.parametrize("name", [*OWN, *MANAGER, *FIRM])
@pytest.mark.parametrize("method", ["get", "post"])
def test_accounts_of_the_demo_have_no_access_to_change_and_manage_none(
    name: str, method: str, alice: Person, nadia: Agent, link: AccessLink
) -> None:
    for who in (alice, nadia):
        assert getattr(sign_in(who), method)(address(name)).status_code == 403
    assert not Event.objects.exists()
