"""Questions about persons."""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from jalon.partners.models import Agent, CarePlace, CarePlaceKind
from jalon.partners.queries import list_free_places
from jalon.people.models import AccessLink, CareOption, Child, Person

NURSERY_KINDS = (CarePlaceKind.CRECHE, CarePlaceKind.CHILDMINDER)
"""Places that a family chooses; a school goes with the address."""
SCHOOL_AGE = 3
"""School begins in September of the year in which a child is three."""
IN_THE_FILE = (
    *("id", "user", "first_name", "family_type", "birth_date", "commune_code", "commune"),
    "is_fictional",
)
"""What an agent reads of a person; any other field serves to look for work, and is theirs."""
NEAR_M = 3000.0
"""Beyond, a place is no longer in the neighbourhood: forty minutes on foot."""


def find_person_of(user: AbstractBaseUser | AnonymousUser) -> Person | None:
    """The person whose account `user` is; None for nobody's and for an agent's account."""
    return Person.objects.filter(user_id=user.pk).first() if user.pk is not None else None


def list_demo_people() -> QuerySet[Person]:
    """The people with a story, who are the accounts of the first page."""
    return Person.objects.filter(demo_slug__isnull=False, is_fictional=True)


def count_people_and_towns() -> tuple[int, int]:
    """How many fictional people there are, and in how many towns."""
    fictional = Person.objects.filter(is_fictional=True)
    told = fictional.aggregate(people=Count("pk"), towns=Count("commune_code", distinct=True))
    return told["people"], told["towns"]


def list_children(person: Person) -> list[Child]:
    """The children of `person`, each with its possible places, in two statements."""
    options = CareOption.objects.select_related("place")
    return list(person.children.prefetch_related(Prefetch("care_options", queryset=options)))


def may_choose_place(child: Child, today: dt.date) -> bool:
    """Whether a child (places prefetched) goes to crèches, and not to school yet."""
    kinds = {option.place.kind for option in child.care_options.all()}
    if kinds:
        return kinds <= set(NURSERY_KINDS)
    return child.birth_date.year > today.year - SCHOOL_AGE


def list_nearby_places(person: Person, child: Child) -> list[tuple[CarePlace, float]]:
    """Places with room near the home that the child (places prefetched) has not, with metres."""
    own = {option.place_id for option in child.care_options.all()}
    near = list_free_places(NURSERY_KINDS, person.home_lat, person.home_lon, NEAR_M)
    return [(place, distance_m) for place, distance_m in near if place.pk not in own]


def active_links(today: dt.date) -> QuerySet[AccessLink]:
    """The links that open a file on that day; `AccessLink.is_active` says the same of one."""
    not_ended = Q(until__isnull=True) | Q(until__gt=today)
    return AccessLink.objects.filter(not_ended, since__lte=today)


def people_visible_to(agent: Agent, today: dt.date) -> QuerySet[Person]:
    """The people whose file is open to `agent` on that day, each once."""
    links = active_links(today).filter(agent=agent, person=OuterRef("pk"))
    return Person.objects.filter(Exists(links))


def find_person_for(agent: Agent, person_pk: int, today: dt.date) -> Person | None:
    """One of the people whose file is open to `agent`; None where it is not, or nobody is there."""
    return people_visible_to(agent, today).filter(pk=person_pk).first()


def list_caseload(agent: Agent, today: dt.date) -> list[AccessLink]:
    """The active links of `agent`, one a person (the oldest), with the person, by first name."""
    links = with_people(active_links(today)).filter(agent=agent)
    once = links.order_by("person_id", "since", "pk").distinct("person_id")
    return sorted(once, key=lambda link: (fold(link.person.first_name), link.person_id))


def with_people(links: QuerySet[AccessLink]) -> QuerySet[AccessLink]:
    """Each link with its person, of whom is read what is in the file (`IN_THE_FILE`)."""
    fields = Person._meta.concrete_fields
    sought = [f"person__{field.name}" for field in fields if field.name not in IN_THE_FILE]
    return links.select_related("person").defer(*sought)


def list_links_about(person: Person, today: dt.date) -> list[AccessLink]:
    """Who follows or has followed `person`, with their organisation, the last link first.

    A link that ended the day it began never opened anything, and is left out.
    """
    links = person.access_links.select_related("agent__organisation")
    return list(links.filter(since__lte=today).exclude(until=F("since")))


def fold(name: str) -> str:
    """A name without accents and capitals, by which it is sorted and searched."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
