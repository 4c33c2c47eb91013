"""Places of care near a home, and agents by their accounts."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import ProtectedError

from jalon.partners.actions.enter_demo_agent import enter_demo_agent
from jalon.partners.models import Agent, CarePlace
from jalon.partners.queries import find_agent_of, list_demo_agents, list_free_places, list_places
from tests import factories

HOME = (48.79, 2.45)
NORTH_1_KM = HOME[0] + 1000 / 111_195  # metres of a degree of latitude


def make_place(slug: str, lat: float, *, kind: str = "creche", free_places: int = 1) -> CarePlace:
    return factories.make_place(slug, lat=lat, kind=kind, free_places=free_places)


def make_agent(name: str, demo_slug: str | None = None, *, is_fictional: bool = False) -> Agent:
    organisation = factories.make_organisation("CCAS d’Essai", "ccas")
    told: dict[str, Any] = {
        "title": "référente",
        "organisation": organisation,
        "is_fictional": is_fictional,
    }
    return factories.make_agent(name, demo_slug=demo_slug, **told)


@pytest.mark.django_db
def test_free_places_are_those_near_with_room_of_the_kinds_asked_nearest_first() -> None:
    make_place("loin", NORTH_1_KM + 0.01)
    make_place("nord", NORTH_1_KM)
    make_place("ici", HOME[0])
    make_place("pleine", HOME[0], free_places=0)
    make_place("ecole", HOME[0], kind="school")
    near = list_free_places(["creche"], *HOME, 1500.0)
    assert [place.slug for place, _ in near] == ["ici", "nord"]
    assert near[0][1] == 0.0
    assert near[1][1] == pytest.approx(1000.0, rel=1e-3)


@pytest.mark.django_db
def test_a_place_at_the_last_metre_is_near_and_one_beyond_is_not() -> None:
    make_place("nord", NORTH_1_KM)
    [(_, distance_m)] = list_free_places(["creche"], *HOME, 1500.0)
    assert list_free_places(["creche"], *HOME, distance_m) != []
    assert list_free_places(["creche"], *HOME, distance_m - 0.01) == []


@pytest.mark.django_db
def test_where_no_place_is_free_none_is_near() -> None:
    assert list_free_places(["creche"], *HOME, 1500.0) == []


@pytest.mark.django_db
def test_places_are_listed_by_name(django_assert_num_queries: object) -> None:
    make_place("nord", NORTH_1_KM)
    make_place("ici", HOME[0])
    assert [place.slug for place in list_places({"nord", "inconnue"})] == ["nord"]
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert list_places(set()) == []


@pytest.mark.django_db
def test_an_account_is_an_agents_or_it_is_not(django_assert_num_queries: object) -> None:
    agent = make_agent("Agathe")
    other = User.objects.create(username="personne")
    with django_assert_num_queries(1):  # type: ignore[operator]
        of_account = find_agent_of(agent.user)
        assert of_account is not None
        assert of_account.label == "Agathe Réau, référente, CCAS d’Essai"
    assert of_account == agent
    assert find_agent_of(other) is None
    assert find_agent_of(AnonymousUser()) is None


@pytest.mark.django_db
def test_demo_accounts_are_those_of_fictional_agents_alone() -> None:
    demo = make_agent("Demo", "demo", is_fictional=True)
    make_agent("Vraie", "vraie")
    make_agent("Sans", is_fictional=True)
    assert list(list_demo_agents()) == [demo]
    assert enter_demo_agent("demo") == demo.user
    for slug in ("vraie", "inconnue"):
        with pytest.raises(Agent.DoesNotExist):
            enter_demo_agent(slug)


@pytest.mark.django_db
def test_the_account_of_an_agent_stays_and_logs_never_have_the_name() -> None:
    agent = make_agent("Agathe")
    assert "Agathe" not in str(agent)
    with pytest.raises(ProtectedError):
        agent.user.delete()
    with pytest.raises(ProtectedError):
        agent.organisation.delete()


@pytest.mark.django_db
def test_a_label_is_never_longer_than_an_event_can_hold() -> None:
    agent = make_agent("A" * 100)
    agent.last_name, agent.title, agent.organisation.name = "B" * 100, "C" * 100, "D" * 200
    assert len(agent.label) == 400
