"""Where tries come from: the proxy's word behind one, a network of the sixth version as one."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from jalon.web.guards.network_address import address_of


@pytest.mark.parametrize(
    ("behind", "remote", "forwarded", "counted"),
    [
        (False, "192.0.2.1", "198.51.100.9", "192.0.2.1"),
        (True, "127.0.0.1", "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (True, "192.0.2.1", "", "192.0.2.1"),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (False, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (False, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (True, "127.0.0.1", "198.51.100.9:40123", "198.51.100.9"),
        (True, "127.0.0.1", "[2001:db8:1:2::9]:40123", "2001:db8:1:2::/64"),
        (False, "", "", ""),
        (True, "127.0.0.1", "unknown", "unknown"),
    ],
)
def test_an_address_is_counted_as_who_has_it(
    behind: bool, remote: str, forwarded: str, counted: str, settings: object
) -> None:
    settings.BEHIND_TLS = behind  # type: ignore[attr-defined]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)
    assert address_of(request) == counted
