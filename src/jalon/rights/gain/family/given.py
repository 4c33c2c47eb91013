"""What the law gives a household, in each way in which whom it is made of may be read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jalon.core.arrays import Floats
from jalon.rights.dynamics.types import Entitlements, Scales
from jalon.rights.family_resources import with_counted_resources
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
from jalon.rights.two_earners import has_two_earners, settle_two_earners, usually_two_earners


@dataclass(frozen=True)
class Given:
    """`by_custody` has the usual reading, and the others where there is shared custody;
    `other_earners` are the scales if two earned, or not, against what is usual: None where that is
    known, or changes nothing. `falls_eur` [months]: by how much the family benefits of a month fall
    once the resources of N-2 count whole again, with work (R. 532-7 CSS); None where they do now.
    """

    by_custody: Mapping[CustodyReading, Entitlements]
    other_earners: Scales | None = None
    falls_eur: Floats | None = None

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
    whole: _Family | None

    def cases(self) -> Iterator[Case]:
        for family in self.families.values():
            yield from self._cases(family)

    def other_cases(self) -> Iterator[Case]:
        for family in (self.other, self.whole):
            if family is not None:
                yield from self._cases(family)

    def _cases(self, family: _Family) -> Iterator[Case]:
        usual = self.question.asked
        yield from (replace(usual, household=household) for household in family.households)

    def read(self, found: Iterator[Entitlements], others: Iterator[Scales]) -> Given:
        given = {
            reading: splice(family.births, list(itertools.islice(found, len(family.households))))
            for reading, family in self.families.items()
        }
        by_custody = with_half(self.question.household, given)
        usual = by_custody["usual"].scales
        other, whole = (self._scales(family, others) for family in (self.other, self.whole))
        is_same = other is None or _is_same(other, usual)
        falls = None if whole is None else _sum(usual.family) - _sum(whole.family)
        return Given(by_custody, None if is_same else other, falls)

    def _scales(self, family: _Family | None, others: Iterator[Scales]) -> Scales | None:
        if family is None:
            return None
        found = list(itertools.islice(others, len(family.households)))
        return splice_scales(family.births, self.question.due, found)


def _is_same(scales: Scales, usual: Scales) -> bool:
    return all(bool((eur == usual.family[name]).all()) for name, eur in scales.family.items())


def _sum(family: Mapping[str, Floats]) -> Floats:
    total: Floats = np.sum(list(family.values()), axis=0)
    return total


def _ask(question: GainQuestion) -> _Asked:
    household, last = question.household, question.due.last
    two = usually_two_earners(household)
    counted = with_counted_resources(household, two=two)
    families = {
        reading: _Family(*births_of(one, last)) for reading, one in households_of(counted).items()
    }
    other = _with_other_earners(household)
    if other is not None:
        other = replace(other, resources_n2_eur_year=counted.resources_n2_eur_year)
    whole = None if counted is household or is_shared(household) else household
    asked = (None if one is None else _Family(*births_of(one, last)) for one in (other, whole))
    return _Asked(question, families, *asked)


def _with_other_earners(household: Household) -> Household | None:
    """The household with the unusual answer to whether two earned; None where it is known, or
    nothing depends on it.
    """
    may_depend = bool(household.children) and bool(household.resources_n2_eur_year)
    if not may_depend or is_shared(household) or has_two_earners(household) is not None:
        return None
    return settle_two_earners(household, two=not usually_two_earners(household))
