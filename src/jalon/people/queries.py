"""Questions about persons."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Prefetch, QuerySet

from jalon.people.models import CareOption, Child, Person


def find_person_of(user: AbstractBaseUser | AnonymousUser) -> Person | None:
    """The person whose account `user` is; None for nobody's and for an agent's account."""
    return Person.objects.filter(user_id=user.pk).first() if user.pk is not None else None


def list_demo_people() -> QuerySet[Person]:
    """The people with a story, who are the accounts of the first page."""
    return Person.objects.filter(demo_slug__isnull=False, is_fictional=True)


def list_children(person: Person) -> list[Child]:
    """The children of `person`, each with its candidate places, in two statements."""
    options = CareOption.objects.select_related("place")
    return list(person.children.prefetch_related(Prefetch("care_options", queryset=options)))
