"""A null character anywhere in a request, at every address and for everybody, is one sentence."""

import json
import re
from collections.abc import Callable
from itertools import cycle, islice, product
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jalon.audit.models import Event
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, HouseholdAnswers, Person
from jalon.web.guards.null_characters import _NULL_IN_JSON
from tests.examples import PROFILE
from tests.web.conftest import sign_in
from tests.web.guards.matrix import FILES, PERSONAL, VIEWS, address

SENTENCE = "contient un caractère invisible que Jalon ne sait pas garder"
NAMES = sorted(str(pattern.name) for pattern in VIEWS)
MULTIPART = "multipart/form-data; boundary=x"
FORM = "application/x-www-form-urlencoded"


def part(name: str, value: str) -> bytes:
    """One field as `multipart/form-data`."""
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return f"{head}{value}\r\n--x--\r\n".encode()


def with_cookie(client: Client, path: str, name: str) -> Any:  # noqa: ANN401 - a test's answer
    """A cookie whose value is a null character, in octal as cookies write it."""
    return client.get(path, headers={"cookie": rf'{name}="\000"'})


CHANNELS: dict[str, Callable[[Client, str, str], Any]] = {
    "query value": lambda client, path, name: client.get(f"{path}?{name}=a%00b"),
    "query name": lambda client, path, name: client.get(f"{path}?{name}%00=1"),
    "query of a form": lambda client, path, name: client.post(f"{path}?{name}=%00"),
    "form value": lambda client, path, name: client.post(path, f"{name}=%00", FORM),
    "form name": lambda client, path, name: client.post(path, f"{name}%00=1", FORM),
    "second value": lambda client, path, name: client.post(path, f"{name}=1&{name}=%00", FORM),
    "raw form": lambda client, path, name: client.post(path, f"{name}=\0", FORM),
    "multipart value": lambda client, path, name: client.post(path, part(name, "\0"), MULTIPART),
    "json value": lambda client, path, name: client.post(
        path, json.dumps({name: "a\0"}), "application/json"
    ),
    "json name": lambda client, path, name: client.post(
        path, json.dumps([{f"{name}\0": 1}]), "application/ld+json"
    ),
    "end of the path": lambda client, path, _: client.get(f"{path}%00"),
    "start of the path": lambda client, path, _: client.get(f"/%00{path}"),
    "session cookie": lambda client, path, _: with_cookie(client, path, "sessionid"),
    "form cookie": lambda client, path, _: with_cookie(client, path, "csrftoken"),
    "any cookie": lambda client, path, name: with_cookie(client, path, quote(name)),
    "header": lambda client, path, _: client.get(path, headers={"referer": "\0"}),
}


def fields_of(client: Client, path: str) -> list[str]:
    """What the forms of a page ask for, and what its addresses take."""
    page = client.get(path).content.decode()
    asked = re.findall(r'<(?:input|select|button|textarea)[^>]* name="([^"]+)"', page)
    return sorted({*asked, "page", "compte", "csrfmiddlewaretoken"})


def visitors(alice: Person, nadia: Agent, name: str) -> list[Client]:
    """Nobody, and whom the page is for."""
    owner: Person | Agent = alice if name in PERSONAL else nadia
    return [Client(), sign_in(owner)]


def pairs(fields: list[str]) -> list[tuple[str, str]]:
    """Every channel and every field of a page; each with each in `make hunt`."""
    if PROFILE == "thorough":
        return list(product(CHANNELS, fields))
    many = max(len(CHANNELS), len(fields))
    return list(islice(zip(cycle(CHANNELS), cycle(fields), strict=False), many))


@pytest.mark.parametrize("name", NAMES)
def test_a_null_character_is_one_sentence_at_every_address(
    name: str, alice: Person, nadia: Agent, link: AccessLink, space: Callable[..., object]
) -> None:
    space([])
    path = address(name, link)
    for client in visitors(alice, nadia, name):
        fields = fields_of(client, path)
        events = Event.objects.count()
        for channel, field in pairs(fields):
            answer = CHANNELS[channel](client, path, field)
            assert answer.status_code == 400, (channel, field)
            assert SENTENCE in answer.content.decode(), (channel, field)
            assert "Content-Security-Policy" in answer.headers
        assert Event.objects.count() == events
    assert not HouseholdAnswers.objects.exists()


@pytest.mark.parametrize("name", ["offer", "rights_question", *FILES])
def test_no_part_of_an_address_is_a_null_character(
    name: str, alice: Person, nadia: Agent, link: AccessLink
) -> None:
    for at, step in enumerate(steps := address(name, link).strip("/").split("/")):
        for written in ("%00", f"{step}%00", f"%00{step}"):
            path = "/".join([*steps[:at], written, *steps[at + 1 :]])
            for client in visitors(alice, nadia, name):
                assert client.get(f"/{path}/").status_code == 400


def test_the_three_forms_that_failed_today(alice: Person, nadia: Agent) -> None:
    sent = [("enter", "compte"), ("enter_agent", "compte"), ("places", "retirer")]
    for name, field in sent:
        answer = sign_in(alice).post(address(name), {field: "alice\0"})
        assert SENTENCE in answer.content.decode()


def test_everything_is_read_as_utf_8(alice: Person) -> None:
    """`+2AA-` in UTF-7 is half a character, which PostgreSQL keeps as little."""
    for charset in ("utf-7", "utf-16", "none-such"):
        body, kind = part("compte", "+2AA-"), f"{MULTIPART}; charset={charset}"
        answer = sign_in(alice).generic("POST", reverse("enter"), body, kind)
        assert answer.status_code == 404


def test_a_file_may_have_them(db: None) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="paper"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%PDF\0\r\n--x--\r\n"
    )
    assert Client().post(reverse("leave"), body, MULTIPART).status_code == 302


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner, max_size=3)))
def test_a_null_character_of_json_is_found_and_no_other(document: object) -> None:
    def texts(value: object) -> str:
        if isinstance(value, dict):
            return "".join(key + texts(inner) for key, inner in value.items())
        return str(value)

    found = _NULL_IN_JSON.search(json.dumps(document).encode()) is not None
    assert found == ("\0" in texts(document))


@pytest.mark.parametrize(
    ("text", "found"), [(r"\u0000", True), (r"\\u0000", False), (r"\\\u0000", True), ("0", False)]
)
def test_a_backslash_before_is_read_as_json_reads_it(text: str, found: bool) -> None:
    assert (_NULL_IN_JSON.search(f'"{text}"'.encode()) is not None) == found
    assert ("\0" in json.loads(f'"{text}"')) == found


BAD: dict[str, Callable[[Client], Any]] = {
    "null": lambda client: client.get("/?x=%00"),
    "too large": lambda client: client.post(reverse("limits"), "x=&" * 1100, FORM),
}


@pytest.mark.parametrize("bad", BAD)
def test_who_has_entered_goes_on_from_there(bad: str, alice: Person, nadia: Agent) -> None:
    for owner, way_on in ((alice, "rights"), (nadia, "caseload")):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        assert owner.user is not None
        client.force_login(owner.user)
        client.get(reverse("home"))
        answer = BAD[bad](client)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert f'<a href="{reverse(way_on)}"' in page
        # « Sortir » is a form with a good token.
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        client.post(reverse("leave"), {"csrfmiddlewaretoken": token})
        assert client.get(reverse(way_on))["Location"] == "/"


@pytest.mark.parametrize("bad", BAD)
def test_who_has_not_entered_is_offered_no_way_on(bad: str, db: None) -> None:
    page = BAD[bad](Client(raise_request_exception=False)).content.decode()
    assert "top__nav" not in page
    assert "Revenir à l’accueil" in page


def test_a_request_that_is_too_large_is_a_page_too(db: None) -> None:
    fields = "&".join(f"f{number}=" for number in range(1100))
    answer = Client(raise_request_exception=False).post(reverse("leave"), fields, FORM)
    assert answer.status_code == 400
    assert "Cette demande ne se lit pas" in answer.content.decode()
