"""The questions of « Mes droits », asked and answered as a browser does."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from jalon.core.months import Month, format_month, month_of
from jalon.people.models import HouseholdAnswers, Person
from tests.web.conftest import sign_in
from tests.web.words.test_plain import flat

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as _Answer

UNSURE = {"ne-sais-pas": "1"}


def at(code: str, back: str = "") -> str:
    return reverse("rights_question", args=[code]) + (f"?retour={back}" if back else "")


def text_of(answer: _Answer) -> str:
    """A page with its spaces and signs as one types them."""
    return flat(html.unescape(answer.content.decode()))


def read(person: Person, url: str) -> str:
    answer = sign_in(person).get(url)
    assert answer.status_code == 200
    return text_of(answer)


def said(person: Person) -> dict[str, Any]:
    row = HouseholdAnswers.objects.filter(person=person).first()
    return row.answers if row else {}


def say(person: Person, **answers: object) -> None:
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


def send(person: Person, code: str, **fields: str) -> str:
    """The address that an answer leads to."""
    answer = sign_in(person).post(at(code), fields)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def recent() -> list[str]:
    this = month_of(timezone.localdate())
    return [format_month(Month(this - back)) for back in (4, 3, 2, 1, 0)]


def paid_month() -> str:
    return recent()[-2]


ALONE_WITH_A_CHILD = (
    *("couple", "parent-seul", "pension-alimentaire", "situation", "salaires", "salaires-avant"),
    *("logement", "versements", "declaration", "avis-d-impot", "garde-1"),
)
