"""A provider is set whole, and talked to in TLS."""

from __future__ import annotations

import pytest

from jalon.core.errors import WrongInputError
from jalon.runtime.provider_url import provider_settings


def test_none_or_all_of_it() -> None:
    assert provider_settings("X", "", "", "") == ("", "", "")
    whole = provider_settings("X", "https://exemple.fr/api/v2/", "jalon", "secret")
    assert whole == ("https://exemple.fr/api/v2", "jalon", "secret")
    assert provider_settings("X", "http://localhost:9", "a", "b")[0] == "http://localhost:9"


@pytest.mark.parametrize(
    "given",
    [
        ("https://exemple.fr", "jalon", ""),
        ("https://exemple.fr", "", "secret"),
        ("", "jalon", "secret"),
        ("http://exemple.fr", "jalon", "secret"),
        ("exemple.fr", "jalon", "secret"),
    ],
)
def test_what_is_not_whole_or_not_safe_is_one_sentence(given: tuple[str, str, str]) -> None:
    with pytest.raises(WrongInputError, match="JALON_X") as raised:
        provider_settings("JALON_X", *given)
    assert "secret" not in str(raised.value)
