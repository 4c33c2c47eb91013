"""A larger territory in the database: everybody is followed, many have answered."""

from __future__ import annotations

from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.utils import timezone

from jalon.core.errors import WrongInputError
from jalon.demo.larger.follow_up import give_agents
from jalon.demo.larger.sizes import DEMO, Size
from jalon.demo.seed import seed_territory
from jalon.jobs.company.models import Offer
from jalon.matching.models import Workplace
from jalon.partners.models import Agent
from jalon.people.household.build import household_of
from jalon.people.household.checks import check_answer
from jalon.people.household.conversation import conversation_of
from jalon.people.models import AccessLink, HouseholdAnswers, Person
from jalon.rights import not_computed
from jalon.runtime import prepare

pytestmark = pytest.mark.django_db
SIZE = Size("test", people=450, offers=60, companies=70)


@pytest.fixture
def larger() -> None:
    seed_territory(size=SIZE)


def test_everybody_is_followed_by_one_agent_with_some_120_files(larger: None) -> None:
    assert set(Person.objects.annotate(n=Count("access_links")).values_list("n", flat=True)) == {1}
    caseloads = sorted(Counter(AccessLink.objects.values_list("agent", flat=True)).values())
    assert caseloads == [110, 113, 113, 114]
    drawn = Agent.objects.filter(demo_slug__isnull=True)
    assert drawn.count() == 3
    for agent in drawn:
        assert agent.is_fictional
        assert not agent.user.has_usable_password()
        assert "{" not in agent.label
    assert Agent.objects.get(demo_slug="referente").access_links.count() == 110


def test_agents_keep_their_accounts_from_one_seed_to_the_next(larger: None) -> None:
    users = set(get_user_model().objects.values_list("username", flat=True))
    agents = set(Agent.objects.values_list("pk", flat=True))
    seed_territory(seed=2, size=SIZE)
    assert set(get_user_model().objects.values_list("username", flat=True)) == users
    assert set(Agent.objects.values_list("pk", flat=True)) == agents
    assert AccessLink.objects.count() == 450


def test_nobody_real_is_given_an_agent(larger: None) -> None:
    AccessLink.objects.all().delete()
    real = Person.objects.filter(pk__in=Person.objects.values("pk")[:100])
    Person.objects.filter(pk__in=[*real.values_list("pk", flat=True)]).update(is_fictional=False)
    give_agents(seed=1)
    assert AccessLink.objects.count() == 350
    assert not AccessLink.objects.filter(person__is_fictional=False).exists()


def test_many_have_answered_everything_that_is_asked(larger: None) -> None:
    today = timezone.localdate()
    rows = HouseholdAnswers.objects.filter(person__demo_slug=None).select_related("person")
    assert 0.5 * SIZE.people < rows.count() < 0.7 * SIZE.people
    computed = 0
    for row in rows:
        talk = conversation_of(row.person, today)
        assert talk.open_keys() == ()
        for key, value in row.answers.items():
            check_answer(talk, key, value)
        computed += not not_computed(household_of(row.person, today))
    # Some have an income whose rules are not written: not everybody has gains.
    assert 0.85 * rows.count() < computed < rows.count()


def test_a_territory_of_another_size_is_left_alone(larger: None) -> None:
    people = set(Person.objects.values_list("pk", flat=True))
    with pytest.raises(WrongInputError, match="450 drawn people, not of pilot"):
        prepare.seed("pilot")
    prepare.seed("demo")
    prepare.seed()
    assert set(Person.objects.values_list("pk", flat=True)) == people


def test_the_workplaces_of_a_new_territory_are_told_at_once() -> None:
    prepare.seed("demo")
    assert Workplace.objects.filter(kind="offer").count() == Offer.objects.count() == DEMO.offers
