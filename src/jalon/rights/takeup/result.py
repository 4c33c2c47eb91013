"""What a check says. `package.md` tells what each verdict means, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jalon.core.months import Month
from jalon.rights.ranges import Range

MONTHS_OF_YEAR = 12
Verdict = Literal["likely", "possible", "no", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules of one benefit find.

    `amount_eur_month` bounds what may be due, so its low is 0 where the verdict is `possible`; None
    where there is no amount or it cannot be bounded. `question` is a code of `questions.yaml`,
    `reasons` are codes of `reasons.yaml`. `with_participation`: whether one pays a part, where
    the benefit may ask for it; None: it does not, or nobody knows.
    """

    verdict: Verdict
    amount_eur_month: Range | None = None
    question: str | None = None
    reasons: tuple[str, ...] = ()
    with_participation: bool | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Where and how a benefit is claimed, in French; `url` is a public page."""

    organisation: str
    how: str
    url: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit, as `Finding`, with what it takes to claim it. `assumed` are rare facts that
    nobody said, counted at their usual value: codes of `reasons.yaml`. `paid_in` is the month of
    what is paid once a year, whose `amount_eur_month` is a twelfth. `asks_partner`: the question is
    about the second adult alone.

    `scale_date` is the day since which its scale has held, as `2026-04-01`; None: it has none.
    """

    id: str
    verdict: Verdict
    amount_eur_month: Range | None
    question: str | None
    reasons: tuple[str, ...]
    claim_at: Claim
    documents: tuple[str, ...]
    scale_date: str | None
    with_participation: bool | None = None
    assumed: tuple[str, ...] = ()
    paid_in: Month | None = None
    asks_partner: bool = False

    @property
    def amount_eur_year(self) -> Range | None:
        """The sum of what is paid once a year; None where it comes every month."""
        if self.paid_in is None or self.amount_eur_month is None:
            return None
        return self.amount_eur_month * MONTHS_OF_YEAR


@dataclass(frozen=True, slots=True)
class Check:
    """Every benefit for one household on one month, in the order of the contract."""

    month: Month
    benefits: tuple[Benefit, ...]

    def of(self, benefit: str) -> Benefit:
        """One benefit; KeyError where there is none of that id."""
        return {claimed.id: claimed for claimed in self.benefits}[benefit]


NOT_COMPUTED = Finding("cannot_tell", reasons=("not_computed",))


def refused(*reasons: str) -> Finding:
    """What the known facts exclude."""
    return Finding("no", reasons=reasons)


def unsettled(question: str | None, *reasons: str) -> Finding:
    """What an unknown decides, without an amount."""
    return Finding("cannot_tell", question=question, reasons=reasons)
