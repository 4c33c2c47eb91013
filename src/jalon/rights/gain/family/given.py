"""What the law gives a household, in each way in which whom it is made of may be read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jalon.rights.dynamics.types import Entitlements, FamilyRows, HousingAid, Scales
from jalon.rights.family_resources import End
from jalon.rights.fisca import (
    Case,
    find_many_entitlements,
    find_many_housing_aids,
    find_many_scales,
)
from jalon.rights.gain.family.births import (
    Birth,
    births_of,
    splice,
    splice_housing,
    splice_scales,
)
from jalon.rights.gain.family.custody import (
    CustodyReading,
    households_of,
    with_half,
    with_mean_aid,
)
from jalon.rights.gain.family.homes import supposed_homes, supposed_supports_eur
from jalon.rights.gain.family.resources import with_resources, year_resources
from jalon.rights.gain.family.rows import differs, first_row, stack
from jalon.rights.gain.question import GainQuestion
from jalon.rights.request.household import Household
from jalon.rights.two_earners import has_two_earners, settle_two_earners, usually_two_earners


@dataclass(frozen=True)
class Given:
    """`by_custody` has the usual reading, and the others where there is shared custody;
    `other_earners` are the same scales if two earned, or not, against what is usual: nothing where
    that is known, or changes nothing. `rows` say which family benefits each copy has where they
    depend on who works, by how what nobody said of the resources of N-2 is taken. `homes` are the
    housing aids of each home that may be, where nobody told one; `beside_support` those of the
    household's home and of each of these beside the most child support, where nobody said it.
    """

    by_custody: Mapping[CustodyReading, Entitlements]
    other_earners: Mapping[CustodyReading, Scales] = field(default_factory=dict)
    rows: Mapping[End, FamilyRows] = field(default_factory=dict)
    homes: Sequence[Mapping[CustodyReading, HousingAid]] = ()
    beside_support: Sequence[Mapping[CustodyReading, HousingAid]] = ()

    @property
    def usual(self) -> Entitlements:
        """The central reading."""
        return self.by_custody["usual"]


def first_given(given: Given) -> Entitlements:
    """The central reading, with the family benefits of the usual resources alone."""
    usual = given.usual
    return replace(usual, scales=first_row(usual.scales)) if given.rows else usual


def find_given(questions: Sequence[GainQuestion]) -> list[Given]:
    """What the law gives each household, all asked together."""
    asked = [_ask(question) for question in questions]
    found = iter(
        find_many_entitlements(list(itertools.chain.from_iterable(a.cases() for a in asked)))
    )
    others = iter(
        find_many_scales(list(itertools.chain.from_iterable(a.other_cases() for a in asked)))
    )
    aids = iter(
        find_many_housing_aids(list(itertools.chain.from_iterable(a.home_cases() for a in asked)))
    )
    return [one.with_homes(one.read(found, others), aids) for one in asked]


@dataclass(frozen=True)
class _Family:
    """A household before the births of the year, and each of them."""

    before: Household
    births: Sequence[Birth]

    @property
    def households(self) -> list[Household]:
        return [self.before, *(birth.household for birth in self.births)]


_Rows = Sequence[_Family]
"""A family with each amount of resources that counts for some copy."""


@dataclass(frozen=True)
class _Asked:
    """What is asked for one question, and how the answers are read."""

    question: GainQuestion
    families: Mapping[CustodyReading, _Rows]
    other: Mapping[CustodyReading, _Rows]
    rows: Mapping[End, FamilyRows]
    homes: Sequence[Mapping[CustodyReading, _Family]] = ()
    beside_support: Sequence[Mapping[CustodyReading, _Family]] = ()

    def cases(self) -> Iterator[Case]:
        for first, *_ in self.families.values():
            yield from self._cases(first)

    def other_cases(self) -> Iterator[Case]:
        for _, *rest in self.families.values():
            for family in rest:
                yield from self._cases(family)
        for family in itertools.chain.from_iterable(self.other.values()):
            yield from self._cases(family)

    def home_cases(self) -> Iterator[Case]:
        for families in self.homes:
            for family in families.values():
                yield from self._cases(family)
        for families in self.beside_support:
            for family in families.values():
                yield from (self._beside_support(case) for case in self._cases(family))

    def _beside_support(self, case: Case) -> Case:
        more = supposed_supports_eur(self.question.household)
        return replace(case, incomes=replace(case.incomes, support=case.incomes.support + more))

    def with_homes(self, given: Given, aids: Iterator[HousingAid]) -> Given:
        homes = self._read_homes(self.homes, aids)
        return replace(
            given, homes=homes, beside_support=self._read_homes(self.beside_support, aids)
        )

    def _read_homes(
        self, homes: Sequence[Mapping[CustodyReading, _Family]], aids: Iterator[HousingAid]
    ) -> list[Mapping[CustodyReading, HousingAid]]:
        axis = self.question.due
        found = [
            {
                reading: splice_housing(
                    family.births, axis, list(itertools.islice(aids, len(family.households)))
                )
                for reading, family in families.items()
            }
            for families in homes
        ]
        return [with_mean_aid(of) for of in found]

    def _cases(self, family: _Family) -> Iterator[Case]:
        usual = self.question.asked
        yield from (replace(usual, household=household) for household in family.households)

    def read(self, found: Iterator[Entitlements], others: Iterator[Scales]) -> Given:
        given = {
            reading: self._with_rows(rows, found, others) for reading, rows in self.families.items()
        }
        by_custody = with_half(self.question.household, given)
        return _but_for_equal_rows(Given(by_custody, self._other_earners(given, others), self.rows))

    def _other_earners(
        self, given: Mapping[CustodyReading, Entitlements], others: Iterator[Scales]
    ) -> Mapping[CustodyReading, Scales]:
        """Of every reading of the custody, the unusual answer to whether two earned."""
        found = {
            reading: stack([self._scales(family, others) for family in rows])
            for reading, rows in self.other.items()
        }
        other = {
            reading: replace(given[reading], scales=scales)
            for reading, scales in found.items()
            if scales is not None
        }
        if all(_is_same(one.scales, given[reading].scales) for reading, one in other.items()):
            return {}
        by_custody = with_half(self.question.household, other)
        return {reading: one.scales for reading, one in by_custody.items()}

    def _with_rows(
        self, rows: _Rows, found: Iterator[Entitlements], others: Iterator[Scales]
    ) -> Entitlements:
        first, *rest = rows
        given = splice(first.births, list(itertools.islice(found, len(first.households))))
        scales = stack([given.scales, *(self._scales(family, others) for family in rest)])
        return given if scales is None else replace(given, scales=scales)

    def _scales(self, family: _Family, others: Iterator[Scales]) -> Scales:
        found = list(itertools.islice(others, len(family.households)))
        return splice_scales(family.births, self.question.due, found)


def _but_for_equal_rows(given: Given) -> Given:
    """Without the rows where all of them are alike: the resources change nothing."""
    scales = [one.scales for one in given.by_custody.values()]
    scales += given.other_earners.values()
    if not given.rows or any(differs(one) for one in scales):
        return given
    by_custody = {
        reading: replace(one, scales=first_row(one.scales))
        for reading, one in given.by_custody.items()
    }
    other = {reading: first_row(one) for reading, one in given.other_earners.items()}
    return Given(by_custody, other)


def _is_same(scales: Scales, usual: Scales) -> bool:
    return all(bool((eur == usual.family[name]).all()) for name, eur in scales.family.items())


def _ask(question: GainQuestion) -> _Asked:
    household, last = question.household, question.due.last
    two = usually_two_earners(household)
    year = year_resources(household, question.incomes, question.due)
    values = (household.resources_n2_eur_year,) if year is None else year.values

    def rows_of(one: Household, *, two: bool) -> _Rows:
        each = (one if eur is None else with_resources(one, eur, two=two) for eur in values)
        return [_Family(*births_of(family, last)) for family in each]

    families = {reading: rows_of(one, two=two) for reading, one in households_of(household).items()}
    other = _with_other_earners(household)
    others = {} if other is None else households_of(other)
    of_others = {reading: rows_of(one, two=not two) for reading, one in others.items()}
    rows = {} if year is None or len(year.values) == 1 else year.rows
    own, *homes = (
        {reading: _Family(*births_of(one, last)) for reading, one in households_of(in_home).items()}
        for in_home in (household, *supposed_homes(household))
    )
    beside = [own, *homes] if supposed_supports_eur(household) else []
    return _Asked(question, families, of_others, rows, homes, beside)


def _with_other_earners(household: Household) -> Household | None:
    """The household with the unusual answer to whether two earned; None where it is known, or
    nothing depends on it.
    """
    may_depend = bool(household.children) and bool(household.resources_n2_eur_year)
    if not may_depend or has_two_earners(household) is not None:
        return None
    return settle_two_earners(household, two=not usually_two_earners(household))
