"""One offer in one person's week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from jalon.jobs.company.models import Offer
from jalon.reach import Day


@dataclass(frozen=True)
class OfferDays:
    """One offer in one person's week: a day for each weekday that the offer works.

    Weekdays of unknown hours are there where `with_starts` put them. `holds` is None where hours
    are unknown and no other day fails. `is_outside` says that the timetable does not reach the
    place of work: there is no day then.
    """

    offer: Offer
    days: tuple[Day, ...]
    is_outside: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether every day holds."""
        if any(day.holdable is False for day in self.days):
            return False
        return None if self.offer.unknown_weekdays or not self.days else True

    @property
    def awaits_starts(self) -> bool:
        """Whether the starts of its weekdays of unknown hours are being prepared."""
        told = any(day.holdable is None for day in self.days)
        return bool(self.offer.unknown_weekdays) and not told and not self.is_outside

    @property
    def worst_slack_s(self) -> int | None:
        """The tightest day's slack; None unless the offer holds."""
        if not self.holds:
            return None
        return min(day.slack_s or 0 for day in self.days)

    @property
    def typical(self) -> Day | None:
        """The day shown on a card: the tightest, so that no other one is worse; None if none.

        To the minute, as margins are told: of days that read the same it is the first of the week.
        """
        if not self.holds:
            return None
        return min(self.days, key=lambda day: (day.slack_s or 0) // 60)


def gather_days(offers: Iterable[Offer], days: Iterable[Day]) -> list[OfferDays]:
    """Each offer with the days that the engine tells of it; none where it tells of none."""
    by_offer: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_offer[day.offer].append(day)
    return [OfferDays(offer, tuple(by_offer[str(offer.pk)])) for offer in offers]
