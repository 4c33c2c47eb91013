"""Who is visible to whom: what is said of one link and what the database selects agree."""

from __future__ import annotations

import datetime as dt
from itertools import product
from uuid import UUID

import pytest
from django.db import IntegrityError

from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person
from jalon.people.queries import (
    active_links,
    find_person_for,
    list_caseload,
    list_links_about,
    people_visible_to,
)
from tests.factories import make_person

MONDAY = dt.date(2026, 11, 23)
DAYS = [MONDAY + dt.timedelta(days=day) for day in range(-3, 4)]


def link(agent: Agent, person: Person, since: dt.date, until: dt.date | None = None) -> AccessLink:
    return AccessLink.objects.create(
        person=person, agent=agent, since=since, until=until, reason="Votre référente"
    )


def opening(agent: Agent, reference: UUID, today: dt.date) -> AccessLink | None:
    return active_links(today).filter(agent=agent, reference=reference).first()


def test_one_link_and_the_selection_agree_on_every_day(agent: Agent, stranger: Agent) -> None:
    periods = [(s, u) for s, u in product(DAYS, [None, *DAYS]) if u is None or s <= u]
    links = [link(agent, make_person("Zoé"), *period) for period in periods]
    for today in DAYS:
        active = {one.person_id for one in links if one.is_active(today)}
        assert active == {p.pk for p in people_visible_to(agent, today)}
        assert active == {one.person_id for one in list_caseload(agent, today)}
        assert active == {one.person_id for one in active_links(today)}
        for one in links:
            found = find_person_for(agent, one.person_id, today)
            assert (found is not None) == one.is_active(today)
            mine = opening(agent, one.reference, today)
            assert (mine == one) == one.is_active(today)
        assert not people_visible_to(stranger, today).exists()
        assert opening(stranger, links[0].reference, today) is None
        assert list_caseload(stranger, today) == []


def test_a_link_ended_today_is_closed_today(agent: Agent, person: Person) -> None:
    ended = link(agent, person, DAYS[0], MONDAY)
    assert ended.is_active(MONDAY - dt.timedelta(days=1))
    assert not ended.is_active(MONDAY)


def test_a_person_with_two_links_is_there_once(agent: Agent, person: Person) -> None:
    first = link(agent, person, DAYS[0], DAYS[-1])
    link(agent, person, DAYS[1])
    assert list(people_visible_to(agent, MONDAY)) == [person]
    assert list_caseload(agent, MONDAY) == [first]


def test_the_caseload_is_in_the_order_of_first_names(agent: Agent) -> None:
    for name in ("Zoé", "Éric", "Adèle", "eve", "Fatou"):
        link(agent, make_person(name), MONDAY)
    names = [one.person.first_name for one in list_caseload(agent, MONDAY)]
    assert names == ["Adèle", "Éric", "eve", "Fatou", "Zoé"]


def test_a_link_does_not_end_before_it_begins(agent: Agent, person: Person) -> None:
    with pytest.raises(IntegrityError, match="link_ends_after_it_begins"):
        link(agent, person, DAYS[1], DAYS[0])


def test_an_agent_has_one_open_link_to_a_person(agent: Agent, person: Person) -> None:
    link(agent, person, DAYS[0])
    with pytest.raises(IntegrityError, match="one_open_link_per_agent"):
        link(agent, person, DAYS[1])


def test_a_person_sees_links_that_began_and_that_opened_something(
    agent: Agent, stranger: Agent, person: Person
) -> None:
    past = link(stranger, person, DAYS[0], DAYS[1])
    now = link(agent, person, DAYS[2])
    link(stranger, person, DAYS[1], DAYS[1])
    link(stranger, person, DAYS[-1])
    assert list_links_about(person, MONDAY) == [now, past]
