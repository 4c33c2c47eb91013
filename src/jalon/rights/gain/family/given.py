"""What the law gives a household, in each way in which whom it is made of may be read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jalon.rights.dynamics.types import Entitlements, Scales
from jalon.rights.fisca import Case, find_many_entitlements, find_many_scales
from jalon.rights.gain.family.births import Birth, births_of, splice, splice_scales
from jalon.rights.gain.family.custody import (
    CustodyReading,
    households_of,
    is_shared,
    with_half,
)
from jalon.rights.gain.question import GainQuestion
from jalon.rights.request.household import Household
from jalon.rights.two_earners import has_two_earners, usually_two_earners, with_two_earners


@dataclass(frozen=True)
class Given:
    """`by_custody` has the usual reading, and the others where there is shared custody;
    `other_earners` are the scales if two earned, or not, against what is usual: None where that is
    known, or changes nothing.
    """

    by_custody: Mapping[CustodyReading, Entitlements]
    other_earners: Scales | None = None

    @property
    def usual(self) -> Entitlements:
        """The central reading."""
        return self.by_custody["usual"]


def find_given(questions: Sequence[GainQuestion]) -> list[Given]:
    """What the law gives each household, all asked together."""
    asked = [_ask(question) for question in questions]
    found = iter(
        find_many_entitlements(list(itertools.chain.from_iterable(a.cases() for a in asked)))
    )
    others = iter(
        find_many_scales(list(itertools.chain.from_iterable(a.other_cases() for a in asked)))
    )
    return [one.read(found, others) for one in asked]


@dataclass(frozen=True)
class _Family:
    """A household before the births of the year, and each of them."""

    before: Household
    births: Sequence[Birth]

    @property
    def households(self) -> list[Household]:
        return [self.before, *(birth.household for birth in self.births)]


@dataclass(frozen=True)
class _Asked:
    """What is asked for one question, and how the answers are read."""

    question: GainQuestion
    families: Mapping[CustodyReading, _Family]
    other: _Family | None

    def cases(self) -> Iterator[Case]:
        for family in self.families.values():
            yield from self._cases(family)

    def other_cases(self) -> Iterator[Case]:
        if self.other is not None:
            yield from self._cases(self.other)

    def _cases(self, family: _Family) -> Iterator[Case]:
        usual = self.question.asked
        yield from (replace(usual, household=household) for household in family.households)

    def read(self, found: Iterator[Entitlements], others: Iterator[Scales]) -> Given:
        given = {
            reading: splice(family.births, list(itertools.islice(found, len(family.households))))
            for reading, family in self.families.items()
        }
        by_custody = with_half(self.question.household, given)
        return Given(by_custody, self._other(others, by_custody["usual"].scales))

    def _other(self, others: Iterator[Scales], usual: Scales) -> Scales | None:
        if self.other is None:
            return None
        found = list(itertools.islice(others, len(self.other.households)))
        scales = splice_scales(self.other.births, self.question.due, found)
        same = all((eur == usual.family[name]).all() for name, eur in scales.family.items())
        return None if same else scales


def _ask(question: GainQuestion) -> _Asked:
    household, last = question.household, question.due.last
    families = {
        reading: _Family(*births_of(one, last)) for reading, one in households_of(household).items()
    }
    other = _with_other_earners(household)
    return _Asked(question, families, None if other is None else _Family(*births_of(other, last)))


def _with_other_earners(household: Household) -> Household | None:
    """The household with the unusual answer to whether two earned; None where it is known, or
    nothing depends on it.
    """
    may_depend = bool(household.children) and bool(household.resources_n2_eur_year)
    if not may_depend or is_shared(household) or has_two_earners(household) is not None:
        return None
    return with_two_earners(household, two=not usually_two_earners(household))
