"""Agents: whose account is whose, who is shown on the first page, who may not disappear."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from jalon.partners.actions.enter_demo_agent import enter_demo_agent
from jalon.partners.models import Agent, Organisation
from jalon.partners.queries import find_agent_of, list_demo_agents
from tests.partners.conftest import make_agent


def test_an_account_leads_to_its_agent_and_organisation_in_one_statement(
    organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agent, other = make_agent("Réau", organisation), make_agent("Ferrand", organisation)
    with django_assert_num_queries(1):
        mine = find_agent_of(agent.user)
        assert mine is not None
        assert mine.organisation == organisation
    assert mine == agent
    assert find_agent_of(other.user) == other


def test_an_account_of_somebody_else_is_no_agents(organisation: Organisation) -> None:
    make_agent("Réau", organisation)
    assert find_agent_of(User.objects.create(username="somebody")) is None


def test_a_visitor_without_an_account_is_not_looked_up(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert find_agent_of(AnonymousUser()) is None
        assert find_agent_of(User(username="not saved")) is None


def test_the_first_page_shows_fictional_agents_with_an_account_by_last_name(
    organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_agent("Réau", organisation)
    make_agent("Ferrand", organisation)
    make_agent("Bazin", organisation, demo_slug=None)
    make_agent("Aubry", organisation, is_fictional=False)
    with django_assert_num_queries(1):
        shown = [(agent.last_name, agent.organisation.name) for agent in list_demo_agents()]
    assert shown == [("Ferrand", organisation.name), ("Réau", organisation.name)]


def test_agents_of_one_last_name_come_by_first_name(organisation: Organisation) -> None:
    make_agent("Réau", organisation, first_name="Zélie")
    make_agent("Réau", organisation, first_name="Basile", demo_slug="basile")
    assert [agent.first_name for agent in list_demo_agents()] == ["Basile", "Zélie"]


def test_a_demo_account_is_entered_by_its_slug(organisation: Organisation) -> None:
    agent = make_agent("Réau", organisation, demo_slug="referente")
    make_agent("Ferrand", organisation)
    assert enter_demo_agent("referente") == agent.user


@pytest.mark.parametrize("slug", ["unknown", "", "aubry", "REAU"])
def test_no_account_is_entered_that_is_not_a_demos(organisation: Organisation, slug: str) -> None:
    make_agent("Reau", organisation)
    make_agent("Aubry", organisation, is_fictional=False)
    make_agent("Bazin", organisation, demo_slug=None)
    with pytest.raises(Agent.DoesNotExist):
        enter_demo_agent(slug)


def test_a_person_reads_who_follows_them(organisation: Organisation) -> None:
    agent = make_agent("Réau", organisation)
    assert agent.full_name == "Agathe Réau"
    assert agent.label == "Agathe Réau, référente de parcours, Département d’Essai"


def test_the_longest_label_fits_where_events_keep_it(organisation: Organisation) -> None:
    Organisation.objects.update(name="o" * 200)
    organisation.refresh_from_db()
    names = {"first_name": "f" * 100, "title": "t" * 100, "demo_slug": None}
    agent = make_agent("l" * 100, organisation, **names)
    # 100 + 1 + 100 + 2 + 100 + 2 signs, and 95 of the 200 of the organisation.
    assert agent.label == f"{'f' * 100} {'l' * 100}, {'t' * 100}, {'o' * 95}"


def test_what_is_printed_of_an_agent_names_nobody(organisation: Organisation) -> None:
    agent = make_agent("Réau", organisation)
    assert str(agent) == f"agent {agent.pk}"


def test_an_account_and_an_organisation_stay_as_long_as_their_agent(
    organisation: Organisation,
) -> None:
    agent = make_agent("Réau", organisation)
    for kept in (agent.user, organisation):
        with pytest.raises(ProtectedError):
            kept.delete()
    agent.delete()
    organisation.delete()
    assert not Organisation.objects.exists()


def test_a_name_is_that_of_one_organisation_and_a_slug_of_one_agent(
    organisation: Organisation,
) -> None:
    make_agent("Réau", organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name=organisation.name, kind="ccas")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_agent("Ferrand", organisation, demo_slug="réau")
    ccas = Organisation.objects.create(name="CCAS d’Essai", kind="ccas")
    assert [str(each) for each in Organisation.objects.all()] == ["CCAS d’Essai", organisation.name]
    assert str(ccas) == "CCAS d’Essai"
