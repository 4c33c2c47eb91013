"""What the card and the page of an offer say of the law of working time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import get_args

from django.urls import reverse

from jalon.jobs.person.working_time import WorkRule
from jalon.people.models import Person
from jalon.web.words.offers.working_time import say_work_rules
from tests.web import days
from tests.web.conftest import sign_in

Space = Callable[..., list[Person]]
NIGHT = "Avant 18 ans, on ne travaille pas entre 22 h et 6 h, sauf autorisation."


def test_every_rule_has_a_sentence_and_its_article() -> None:
    said = say_work_rules(get_args(WorkRule))
    assert len({one.text for one in said}) == len(get_args(WorkRule))
    assert all(one.article[:2] in ("L.", "D.") for one in said)


def test_somebody_under_eighteen_reads_what_to_see_with_the_employer(
    alice: Person, space: Space
) -> None:
    night = days.make_day(days.WALK_OUT, days.WALK_BACK, ("17:00", "24:15"), "friday")
    space([days.gather(days.make_offer("nuit"), (night,))])
    client, page = sign_in(alice), reverse("offer", args=["nuit"])
    assert NIGHT not in client.get(reverse("offers")).content.decode()
    assert "À voir avec l’employeur" not in client.get(page).content.decode()
    Person.objects.update(birth_date=dt.date(2009, 2, 11))
    listed = client.get(reverse("offers")).content.decode()
    assert NIGHT in listed
    assert "car la loi a des exceptions" in listed
    alone = client.get(page).content.decode()
    assert NIGHT in alone
    assert "Code du travail, article L. 3163-2" in alone
