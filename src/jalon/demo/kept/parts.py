"""What visitors of the demo can change: the tables that are kept, and which of their rows.

A new page that lets a visitor change another table takes its place here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from jalon.partners.models import Firm, FirmMember
from jalon.people.models import CareOption, Child, HouseholdAnswers, Person

_OF_THE_DEMO = (
    Q(person__is_fictional=True)
    | Q(agent__is_fictional=True)
    | Q(accountmanager__is_fictional=True)
    | Q(firmmember__firm__is_fictional=True)
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table. `rows` are those of the demo; `derived` are columns that follow from others, or
    say nothing. Visitors may add rows where `is_added_to`: these go.
    """

    model: type[Model]
    rows: Callable[[], QuerySet[Any]]
    derived: tuple[str, ...] = ()
    is_added_to: bool = False

    @property
    def table(self) -> str:
        """Its name in the database."""
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, ...]:
        """What is brought back."""
        columns = (field.column or "" for field in self.model._meta.concrete_fields)
        return tuple(each for each in columns if each not in {"id", *self.derived})


PARTS = (
    # Those without an account that somebody invited meanwhile stay without one.
    Part(User, lambda: User.objects.filter(_OF_THE_DEMO), derived=("last_login",)),
    Part(
        Person,
        lambda: Person.objects.filter(is_fictional=True),
        derived=("week_revision",),
    ),
    Part(Child, lambda: Child.objects.filter(person__is_fictional=True)),
    Part(
        CareOption,
        lambda: CareOption.objects.filter(child__person__is_fictional=True),
        is_added_to=True,
    ),
    Part(
        HouseholdAnswers,
        lambda: HouseholdAnswers.objects.filter(person__is_fictional=True),
        is_added_to=True,
    ),
    Part(Firm, lambda: Firm.objects.filter(is_fictional=True), is_added_to=True),
    Part(
        FirmMember,
        lambda: FirmMember.objects.filter(firm__is_fictional=True),
        is_added_to=True,
    ),
)
"""A row comes after those that it leans on."""
