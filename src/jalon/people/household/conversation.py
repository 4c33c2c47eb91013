"""Which questions are asked of a person, in which order, and which have an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from jalon.core.months import Month, format_month, month_of, parse_month
from jalon.people.household import keys
from jalon.people.models import Child, FamilyType, HouseholdAnswers, Person
from jalon.rights import ALONE_FROM_YEARS

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Conversation:
    """A person, their children and what they answered; `today` says which months are asked for."""

    person: Person
    children: tuple[Child, ...]
    answers: Answers
    today: dt.date

    @property
    def month(self) -> Month:
        """The month that runs."""
        return month_of(self.today)

    @property
    def salary_months(self) -> tuple[str, ...]:
        """The months whose salaries are asked for, the oldest first."""
        return _months_up_to(self.month, keys.SALARY_MONTHS)

    @property
    def earlier_months(self) -> tuple[str, ...]:
        """The months before these, the oldest first."""
        return _months_up_to(Month(self.month - keys.SALARY_MONTHS), keys.EARLIER_MONTHS)

    def months_of(self, key: str) -> tuple[str, ...]:
        """The months that an answer by month has to be about."""
        if key == keys.BENEFITS:
            return (self.paid_month,)
        recent = key in (keys.SALARIES, keys.PARTNER_SALARIES)
        return self.salary_months if recent else self.earlier_months

    def salaries(self, asked: tuple[str, str] = keys.SALARIES_OF) -> dict[str, float | None]:
        """What was said of the salaries of one adult, by month, in one answer or the other."""
        earlier, recent = asked
        return (self.said(earlier) or {}) | (self.said(recent) or {})

    def known_months(self, key: str) -> dict[str, Any]:
        """What an answer by month says, and for salaries what the one about other months does."""
        if key == keys.BENEFITS:
            return self.said(key) or {}
        partner = key in keys.SALARIES_OF_PARTNER
        return self.salaries(keys.SALARIES_OF_PARTNER if partner else keys.SALARIES_OF)

    @property
    def paid_month(self) -> str:
        """The month whose payments of the CAF are asked for: the last one that is over."""
        return format_month(Month(self.month - 1))

    @property
    def benefit_lines(self) -> tuple[str, ...]:
        """What the CAF may have paid: family benefits where there are children."""
        return keys.BENEFIT_LINES if self.children else keys.BENEFITS_OF_ADULTS

    @property
    def resources_year(self) -> int:
        """The year before the last one."""
        return self.today.year - 2

    @cached_property
    def is_couple(self) -> bool:
        """As answered; before that, as the file of the person has it."""
        said = self.answers.get(keys.COUPLE)
        if said in keys.ALONE_OR_NOT:
            return bool(said == "couple")
        return self.person.family_type == FamilyType.COUPLE

    @property
    def may_expect(self) -> bool:
        """Whether a child may be awaited: not by a man who lives alone, as the file has it."""
        return self.is_couple or self.person.family_type != FamilyType.SINGLE_MAN

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The questions to ask, in order."""
        asked = (*self._about_the_family(), *self._about_money(), *self._about_care())
        return tuple(key for key, wanted in asked if wanted)

    @cached_property
    def rare_keys(self) -> tuple[str, ...]:
        """The questions about rare facts that may be answered, though nobody is led to them."""
        tenant = self.answers.get(keys.HOUSING) in keys.TENANTS
        asked = (
            (keys.PREGNANCY, self.may_expect),
            (keys.CUSTODY, bool(self.children)),
            (keys.FLAT_SHARE, tenant),
            (keys.PERMIT, True),
            (keys.PARTNER_PERMIT, self.is_couple),
        )
        return tuple(key for key, wanted in asked if wanted)

    @cached_property
    def every_key(self) -> tuple[str, ...]:
        """All that may be answered: what is asked, then what is rare."""
        return (*self.keys, *self.rare_keys)

    @cached_property
    def told_keys(self) -> tuple[str, ...]:
        """What is asked, and what is rare and was answered."""
        return (*self.keys, *(key for key in self.rare_keys if key in self.answers))

    def _about_the_family(self) -> tuple[tuple[str, bool], ...]:
        partner = self.answers.get(keys.PARTNER_SITUATION)
        return (
            (keys.COUPLE, True),
            (keys.PARTNER_BIRTH, self.is_couple),
            (keys.PARTNER_SITUATION, self.is_couple),
            (keys.PARTNER_INCOME, self.is_couple and partner in keys.WITH_INCOME),
            (keys.PARTNER_INCOME_SINCE, self.is_couple and self._is_allowance(partner=True)),
            (keys.PARTNER_SALARIES, self.is_couple),
            (keys.PARTNER_EARLIER_SALARIES, self.is_couple),
            (keys.ISOLATED_SINCE, bool(self.children) and not self.is_couple),
            (keys.CHILD_SUPPORT, bool(self.children)),
            (keys.PARENTS_HOME, self._may_be_with_parents()),
            (keys.DUE, self.may_expect and self.answers.get(keys.PREGNANCY) == keys.YES),
        )

    def _about_money(self) -> tuple[tuple[str, bool], ...]:
        return (
            (keys.SITUATION, True),
            (keys.INCOME, self.answers.get(keys.SITUATION) in keys.WITH_INCOME),
            (keys.INCOME_SINCE, self._is_allowance()),
            (keys.SALARIES, True),
            (keys.EARLIER_SALARIES, True),
            (keys.HOUSING, True),
            (keys.RENT, self.answers.get(keys.HOUSING) in keys.TENANTS),
            (keys.LOAN, self.answers.get(keys.HOUSING) == "owner"),
            (keys.BENEFITS, True),
            (keys.NEXT_DECLARATION, self._may_declare()),
            (keys.RESOURCES, True),
            (keys.OWN_RESOURCES, self._may_have_two_incomes()),
        )

    def _about_care(self) -> tuple[tuple[str, bool], ...]:
        return tuple(
            (keys.care_key(child), self.age_of(child) < ALONE_FROM_YEARS) for child in self.children
        )

    def _is_allowance(self, *, partner: bool = False) -> bool:
        """Whether an allowance or a pension is received, whose first month counts."""
        situation = keys.PARTNER_SITUATION if partner else keys.SITUATION
        income = keys.PARTNER_INCOME if partner else keys.INCOME
        is_one = self.answers.get(situation) in keys.WITH_ALLOWANCE
        return is_one and self.answers.get(income) != 0

    def _may_be_with_parents(self) -> bool:
        birth = self.person.birth_date
        early = (self.today.month, self.today.day) < (birth.month, birth.day)
        years = self.today.year - birth.year - early
        return years < keys.PARENTS_UNDER_YEARS and not self.children

    def _may_have_two_incomes(self) -> bool:
        """Whether it matters what each of a couple earned: two parents, and enough for two."""
        if not (self.is_couple and self.children):
            return False
        total = self.answers.get(keys.RESOURCES)
        return isinstance(total, dict) and total["eur"] >= keys.TWO_INCOMES_FROM_EUR

    def _may_declare(self) -> bool:
        """The RSA and the prime d'activité are declared for; without either, nothing is due."""
        paid = self.answers.get(keys.BENEFITS)
        lines = paid.get(self.paid_month, {}) if isinstance(paid, dict) else {}
        return any(lines.get(benefit) != 0 for benefit in ("rsa", "ppa"))

    def age_of(self, child: Child) -> int:
        """Whole years."""
        birth = child.birth_date
        early = (self.today.month, self.today.day) < (birth.month, birth.day)
        return self.today.year - birth.year - early

    def is_answered(self, key: str) -> bool:
        """Whether the answer is there and is about the months that are asked for now."""
        if key not in self.answers:
            return False
        value = self.answers[key]
        return value == keys.UNKNOWN or self._is_current(key, value)

    def _is_current(self, key: str, value: Any) -> bool:  # noqa: ANN401 - a JSON value
        if key in keys.BY_MONTH:
            known = self.known_months(key)
            return all(month in known for month in self.months_of(key))
        if key in keys.MONTHS_AHEAD:
            return parse_month(value) >= self.month
        if key == keys.RESOURCES:
            return bool(value["year"] == self.resources_year)
        if key == keys.CHILD_SUPPORT or (key == keys.CUSTODY and isinstance(value, dict)):
            return all(str(child.pk) in value for child in self.children)
        return True

    def said(self, key: str) -> Any:  # noqa: ANN401 - a JSON value
        """What was answered to a question that is asked; None where nobody knows.

        Amounts by month are given with all their months; a year or a month that is over is not.
        """
        value = self.answers.get(key)
        if key not in self.every_key or value is None or value == keys.UNKNOWN:
            return None
        return value if key in keys.BY_MONTH or self._is_current(key, value) else None

    def custody_of(self, child: Child) -> Literal["whole", "shared"] | None:
        """What was said of one child; None where nobody knows."""
        said = self.said(keys.CUSTODY)
        of_one: Literal["whole", "shared"] | None = (
            said.get(str(child.pk)) if isinstance(said, dict) else said
        )
        return of_one

    def open_keys(self) -> tuple[str, ...]:
        """The questions that have no answer yet, in order."""
        return tuple(key for key in self.keys if not self.is_answered(key))


def _months_up_to(last: Month, count: int) -> tuple[str, ...]:
    return tuple(format_month(Month(last - back)) for back in reversed(range(count)))


def conversation_of(person: Person, today: dt.date) -> Conversation:
    """The questions and answers of one person."""
    row = HouseholdAnswers.objects.filter(person=person).first()
    born = tuple(person.children.filter(birth_date__lte=today))
    return Conversation(person, born, row.answers if row else {}, today)
