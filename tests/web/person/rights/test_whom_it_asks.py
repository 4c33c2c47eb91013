"""A question of the letter is about whom it is: the person, or who lives with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from jalon.people.household.conversation import conversation_of
from jalon.people.models import Person
from jalon.rights import Range
from tests.web.conftest import sign_in
from tests.web.person.rights.test_result_views import (
    Put,
    benefit,
    engine,
    read,
    say,
    section,
)

__all__ = ["engine"]

pytestmark = pytest.mark.django_db


def test_what_is_missing_of_a_partner_is_asked_about_them(alice: Person, engine: Put) -> None:
    months = conversation_of(alice, timezone.localdate())
    past = dict.fromkeys(months.salary_months, 0)
    say(
        alice,
        couple="couple",
        partner_birth="1988-02-29",
        situation="none",
        salaries=past,
        partner_salaries=past,
    )
    asked = benefit("aide_logement", "cannot_tell", None, "year_salaries")
    engine(replace(asked, asks_partner=True))
    ask = section(read(alice), "ask")
    assert "Combien la personne avec qui vous vivez a-t-elle gagné, net, chaque mois" in ask
    assert "Combien avez-vous gagné" not in ask
    assert "/conjoint-salaires-avant/" in ask
    say(alice, couple="couple", partner_birth="1988-02-29", situation="jobseeker", salaries=past)
    engine(asked)
    ask = section(read(alice), "ask")
    assert "Combien avez-vous gagné" in ask
    assert "/salaires-avant/" in ask


def test_of_a_man_alone_no_child_is_supposed(bob: Person, engine: Put) -> None:
    asked = engine(benefit("rsa", "likely", Range(600, 600, 600)))
    say(bob, situation="none")
    read(bob)
    assert asked[0].adults[0].pregnant is False
    answer = sign_in(bob).get(reverse("rights_question", args=["grossesse"]))
    assert answer.status_code == 302
