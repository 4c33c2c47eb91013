"""The demo's agents: an account each, a caseload of fictional people, and nobody real."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from jalon.audit.chain import verify_chain
from jalon.audit.queries import events_about
from jalon.demo.population.agents import draw_caseload, draw_since, read_agents
from jalon.demo.seed import seed_territory
from jalon.demo.seed_agents import seed_agents
from jalon.partners.actions.enter_demo_agent import enter_demo_agent
from jalon.partners.models import AccountManager, Agent, Organisation
from jalon.people.actions.open_file import open_file
from jalon.people.models import AccessLink, Person
from jalon.people.queries import list_caseload, people_visible_to
from jalon.runtime import prepare

MONDAY = dt.date(2026, 11, 23)


def test_a_caseload_is_drawn_without_repeat_and_no_larger_than_the_town() -> None:
    rng = np.random.default_rng(4)
    places = draw_caseload(rng, 105, 1195)
    assert len(places) == len(set(places)) == 105
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] < 1195
    assert draw_caseload(rng, 105, 3) == [0, 1, 2]


def test_follow_ups_began_before_the_week_shown() -> None:
    days = draw_since(np.random.default_rng(4), 500, MONDAY)
    assert len(set(days)) > 100
    assert MONDAY - dt.timedelta(days=900) <= min(days)
    assert max(days) <= MONDAY - dt.timedelta(days=10)


def test_stories_are_short_and_say_as_many_people_as_there_are() -> None:
    [nadia] = read_agents()
    assert (nadia.first_name, nadia.last_name) == ("Nadia", "Ferrand")
    assert "cent dix personnes" in nadia.story
    assert len(nadia.story) < 260
    assert "'" not in nadia.story


@pytest.mark.django_db
def test_the_seed_gives_nadia_her_files() -> None:
    seed_territory()
    agent = Agent.objects.get(demo_slug="referente")
    assert agent.label == "Nadia Ferrand, référente de parcours, Département du Val-de-Marne"
    assert agent.is_fictional
    assert agent.organisation.kind == "departement"
    assert not agent.user.has_usable_password()
    links = list_caseload(agent, timezone.localdate())
    assert len(links) == AccessLink.objects.count() == 110
    stories = {link.person.demo_slug for link in links} - {None}
    assert stories == {"creteil", "valenton", "alfortville", "villeneuve", "limeil"}
    assert {link.reason for link in links} == {"Votre référente de parcours"}


@pytest.mark.django_db
def test_seeding_again_keeps_the_account_and_the_events() -> None:
    seed_territory()
    agent = Agent.objects.get()
    before = [(link.person.first_name, link.since) for link in list_caseload(agent, MONDAY)]
    link = AccessLink.objects.filter(person__demo_slug="creteil").get()
    open_file(agent, link.reference, "file", timezone.localdate())
    seed_territory()
    assert Agent.objects.get() == agent
    assert enter_demo_agent("referente") == agent.user
    after = [(link.person.first_name, link.since) for link in list_caseload(agent, MONDAY)]
    assert after == before
    assert events_about(link.person_id).count() == 1
    assert verify_chain().sequence == 1
    assert not AccessLink.objects.filter(reference=link.reference).exists()


@pytest.mark.django_db
def test_nobody_real_is_linked_nor_loses_a_link() -> None:
    seed_territory()
    agent = Agent.objects.get()
    Person.objects.filter(pk__in=Person.objects.values("pk")[:600]).update(is_fictional=False)
    real = AccessLink.objects.filter(person__is_fictional=False)
    before = set(real.values_list("reference", flat=True))
    seed_agents()
    assert set(real.values_list("reference", flat=True)) == before
    assert people_visible_to(agent, MONDAY).filter(is_fictional=True).count() == 105


@pytest.mark.django_db
def test_a_demo_made_before_there_were_agents_gets_them() -> None:
    seed_territory()
    AccessLink.objects.all().delete()
    Agent.objects.all().delete()
    AccountManager.objects.all().delete()
    Organisation.objects.all().delete()
    people = set(Person.objects.values_list("pk", flat=True))
    prepare.seed()
    assert AccountManager.objects.count() == 1
    assert AccessLink.objects.count() == 110
    assert set(Person.objects.values_list("pk", flat=True)) == people
    links = set(AccessLink.objects.values_list("reference", flat=True))
    prepare.seed()
    assert set(AccessLink.objects.values_list("reference", flat=True)) == links


@pytest.mark.django_db
def test_a_service_with_real_people_gets_no_agent() -> None:
    seed_territory()
    AccessLink.objects.all().delete()
    Agent.objects.all().delete()
    Person.objects.update(is_fictional=False)
    prepare.seed()
    assert not Agent.objects.exists()
