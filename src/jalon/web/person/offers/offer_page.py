"""The offer's page: its days, grouped where they are the same, and what they can bear."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.jobs.person.week import OfferDays
from jalon.reach import Day
from jalon.web.day_pieces import list_shifts, list_stretches, read_times, told_ways_s
from jalon.web.person.offers.cards import (
    list_terms,
    say_employer,
    say_place,
    say_shift,
    say_shifts,
    say_way,
)
from jalon.web.person.offers.same_days import group_days
from jalon.web.words.chances import say_margin, say_safe_leave
from jalon.web.words.legs import Names, say_choices, say_own_ways
from jalon.web.words.offers.windows import say_windows
from jalon.web.words.plain import join_and, say_duration, say_weekdays
from jalon.web.words.reasons import SentenceOfDays, say_reasons
from jalon.web.words.rides.bookings import say_booked


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Weekdays with the same day, drawn once; `tone` is the notice's kind."""

    weekdays: str
    day: Day
    shift: str
    travel: str
    margin: str
    safe_leave: str
    tone: str
    between: str
    care: tuple[str, ...]
    booked: str


@dataclass(frozen=True, slots=True)
class OfferPage:
    """All that the offer's page says of the person's days.

    `refused` has the weekdays that do not hold where others do, `unknown` those without hours,
    `windows` between which starts these would hold.
    """

    employer: str
    place: str
    terms: tuple[str, ...]
    groups: tuple[DayGroup, ...]
    refusals: tuple[SentenceOfDays, ...]
    refused: str
    is_unknown: bool
    unknown: str
    windows: tuple[SentenceOfDays, ...]
    names: Names

    @property
    def days(self) -> tuple[Day, ...]:
        """The days drawn."""
        return tuple(group.day for group in self.groups)

    @property
    def own_ways(self) -> str:
        """How one goes where distances are estimated: `à pied et à vélo`."""
        return say_own_ways(self.days)


def make_offer_page(offer_days: OfferDays, names: Names) -> OfferPage:
    """The page of one offer for one person."""
    held = [day for day in offer_days.days if day.holdable]
    refused = [day for day in offer_days.days if day.holdable is False]
    unknown = [day.weekday for day in offer_days.days if day.holdable is None]
    return OfferPage(
        employer=say_employer(offer_days.offer),
        place=say_place(offer_days.offer),
        terms=list_terms(offer_days.offer),
        groups=tuple(_group(days, names) for days in group_days(held)),
        refusals=say_reasons(refused, names),
        refused=say_weekdays([day.weekday for day in refused]) if held and refused else "",
        is_unknown=offer_days.holds is None or bool(unknown),
        unknown=say_weekdays(unknown) if unknown and len(unknown) < len(offer_days.days) else "",
        windows=say_windows(offer_days.days, offer_days.offer.duration_min),
        names=names,
    )


def _group(days: list[Day], names: Names) -> DayGroup:
    day = days[0]
    out_s, back_s = told_ways_s(day)
    way = say_way([day])
    return DayGroup(
        weekdays=say_weekdays([same.weekday for same in days]),
        day=day,
        shift=say_shifts(list_shifts(day)),
        travel=f"{say_duration(out_s)} à l’aller, {say_duration(back_s)} au retour"
        + (f", {way}" if way else ""),
        margin=say_margin(day),
        safe_leave=say_safe_leave(day),
        tone="care" if read_times(day).is_fragile else "good",
        between=say_between_shifts(day),
        care=say_choices(day.places, names),
        booked=say_booked([day]),
    )


def say_between_shifts(day: Day) -> str:
    """Whether one comes home between the shifts of a day that holds; empty for one shift."""
    still = [piece for piece in list_stretches(day) if piece.kind in ("home", "pause")]
    if not still:
        return ""
    spans = [say_shift(piece.from_s, piece.until_s) for piece in still]
    if day.home_between:
        return f"Entre deux horaires, vous êtes chez vous {join_and(spans)}."
    return f"Entre deux horaires, vous restez près du travail {join_and(spans)}."
