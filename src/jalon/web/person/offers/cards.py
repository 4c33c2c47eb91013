"""What a card says about an offer, in the person's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jalon.jobs.company.models import ContractKind, Offer
from jalon.jobs.person.week import OfferDays
from jalon.reach import Day
from jalon.web.day_pieces import FRAGILE_S
from jalon.web.person.offers.list_place import ListPlace, anchor
from jalon.web.person.offers.same_days import group_days
from jalon.web.person.offers.sorting import SORTS
from jalon.web.person.offers.week_figures import say_travel
from jalon.web.words.legs import BY_VEHICLE, Names, say_choices
from jalon.web.words.net_gain import GainFigure
from jalon.web.words.offers.windows import say_windows
from jalon.web.words.offers.working_time import WorkRuleWords
from jalon.web.words.plain import (
    NBSP,
    join_and,
    say_date,
    say_duration,
    say_euros,
    say_number,
    say_slack,
    say_time,
    say_weekdays,
)
from jalon.web.words.reasons import SentenceOfDays, missing_s, say_reasons
from jalon.web.words.rides.bookings import say_booked
from jalon.web.words.unlocks import UnlockSentence

FIRST_PLACE = ListPlace()
MOST_MISSING_S = 3600
"""Beyond an hour, what is missing is no longer a matter of minutes."""


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer that holds. `fragile` is empty when the day has slack enough, `way` without a
    vehicle of one's own; `care` says which place a child goes to, where it has several. `gain` is
    None without a figure, and `no_gain` says why where other offers have one. `booked` is empty
    where no ride is to be booked, `drawn` where all days are the day drawn, `figure` where the
    list is sorted by what a card shows anyway; `other_weeks` says in which weeks it does not hold,
    `rules` are those of working time to see with the employer.
    """

    url: str
    anchor: str
    title: str
    employer: str
    terms: tuple[str, ...]
    day: Day
    drawn: str
    figure: str
    travel: str
    weekdays: str
    fragile: str
    way: str
    care: tuple[str, ...]
    gain: GainFigure | None = None
    no_gain: str = ""
    booked: str = ""
    other_weeks: tuple[str, ...] = ()
    rules: tuple[WorkRuleWords, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusalCard:
    """An offer that does not hold, or of which nobody knows; `reasons` are sentences.

    `is_awaited` says that what is known of its unknown hours is being prepared.
    """

    url: str
    anchor: str
    title: str
    employer: str
    terms: tuple[str, ...]
    hours: str
    missing: str
    reasons: tuple[SentenceOfDays, ...]
    unlocks: tuple[UnlockSentence, ...] = ()
    distance: str = ""
    is_awaited: bool = False


def make_offer_card(
    offer_days: OfferDays,
    names: Names,
    gain: GainFigure | None = None,
    no_gain: str = "",
    place: ListPlace = FIRST_PLACE,
) -> OfferCard:
    """The card of an offer that holds, in its place of the list; ValueError when it does not."""
    if not offer_days.holds:
        raise ValueError("the card of an offer that holds has a day to draw")
    slack_s = offer_days.worst_slack_s or 0
    groups = group_days(offer_days.days)
    [day, *_], say_figure = groups[0], SORTS[place.sort].say
    return OfferCard(
        url=place.offer_url(offer_days.offer.slug),
        anchor=anchor(offer_days.offer.slug),
        title=offer_days.offer.title,
        employer=say_employer(offer_days.offer),
        terms=list_terms(offer_days.offer),
        day=day,
        drawn=_say_drawn(groups),
        figure=say_figure(offer_days.days) if say_figure else "",
        travel=say_travel(offer_days.days),
        weekdays=say_weekdays([day.weekday for day in offer_days.days]),
        fragile=say_slack(slack_s) if slack_s < FRAGILE_S else "",
        way=say_way(offer_days.days),
        care=say_choices(day.places, names),
        gain=gain,
        no_gain=no_gain,
        booked=say_booked(offer_days.days),
    )


def make_refusal_card(
    offer_days: OfferDays,
    names: Names,
    unlocks: tuple[UnlockSentence, ...] = (),
    place: ListPlace = FIRST_PLACE,
    metres: int | None = None,
) -> RefusalCard:
    """The card of an offer that does not hold, with what would make it hold; `metres` from home in
    a straight line, where the list is sorted by it."""
    return RefusalCard(
        url=place.offer_url(offer_days.offer.slug),
        anchor=anchor(offer_days.offer.slug),
        title=offer_days.offer.title,
        employer=say_employer(offer_days.offer),
        terms=list_terms(offer_days.offer),
        hours=say_hours(offer_days.days),
        missing=say_missing(offer_days.days),
        reasons=say_reasons(offer_days.days, names),
        unlocks=unlocks,
        distance="" if metres is None else say_distance(metres),
    )


def make_unknown_card(offer_days: OfferDays, place: ListPlace = FIRST_PLACE) -> RefusalCard:
    """The card of an offer without hours: between which starts it would hold."""
    return RefusalCard(
        url=place.offer_url(offer_days.offer.slug),
        anchor=anchor(offer_days.offer.slug),
        title=offer_days.offer.title,
        employer=say_employer(offer_days.offer),
        terms=list_terms(offer_days.offer),
        hours=say_hours(offer_days.days),
        missing="",
        reasons=say_windows(offer_days.days, offer_days.offer.duration_min),
        is_awaited=offer_days.awaits_starts,
    )


def say_distance(metres: int) -> str:
    """`à 3,4 km en ligne droite`."""
    km = say_number(round(metres / 1000, 1))
    return _("à %(km)s km en ligne droite") % {"km": km}


def say_employer(offer: Offer) -> str:
    """`Lumen Propreté · Alfortville`."""
    return f"{offer.company.name} · {offer.commune}"


def say_place(offer: Offer) -> str:
    """Where the work is, with its town said once."""
    if offer.commune in offer.workplace:
        return offer.workplace
    return f"{offer.workplace}, {offer.commune}"


def say_contract(offer: Offer) -> str:
    """`CDI`, `CDD de 6 mois`."""
    label = ContractKind(offer.contract).label
    return f"{label} de {offer.contract_months}{NBSP}mois" if offer.contract_months else str(label)


def list_terms(offer: Offer) -> tuple[str, ...]:
    """Contract, hours, gross pay and start."""
    pay = f"{say_euros(offer.gross_eur_hour)} brut de l’heure"
    week = f"{say_number(offer.hours_week)}{NBSP}h par semaine"
    return (say_contract(offer), week, pay, f"dès le {say_date(offer.start_date)}")


def say_way(days: Sequence[Day]) -> str:
    """`à vélo`, `en voiture certains jours`; empty on foot and by public transport."""
    ways = [{leg.kind for leg in day.legs} for day in days]
    said = [
        words if all(vehicle in way for way in ways) else f"{words} certains jours"
        for vehicle, words in BY_VEHICLE.items()
        if any(vehicle in way for way in ways)
    ]
    return join_and(said) if said else ""


def say_hours(days: Sequence[Day]) -> str:
    """The hours of the job with their weekdays, grouped; empty where they are unknown."""
    groups: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for day in days:
        if day.shift_start_s is not None and day.shift_end_s is not None:
            shifts = day.shifts or ((day.shift_start_s, day.shift_end_s),)
            groups.setdefault(shifts, []).append(day.weekday)
    said = [f"{say_weekdays(names)} {say_shifts(hours)}" for hours, names in groups.items()]
    return join_and(said) if said else ""


def say_missing(days: Sequence[Day]) -> str:
    """`il manque 12 min`, where what is missing can be counted and is under an hour."""
    gap_s = missing_s(days)
    if gap_s is None or gap_s > MOST_MISSING_S:
        return ""
    return _("il manque %(length)s") % {"length": say_duration(gap_s)}


def say_shift(start_s: int, end_s: int) -> str:
    """`de 9 h à 16 h 30`."""
    return f"de {say_time(start_s)} à {say_time(end_s)}"


def say_shifts(shifts: Sequence[tuple[int, int]]) -> str:
    """`de 6 h à 9 h, puis de 17 h à 20 h`."""
    return ", puis ".join(say_shift(*shift) for shift in shifts)


def _say_drawn(groups: Sequence[Sequence[Day]]) -> str:
    """Which weekdays are like the day drawn: a page of others tells other hours."""
    if len(groups) == 1:
        return ""
    return f"Journée dessinée{NBSP}: {say_weekdays([day.weekday for day in groups[0]])}"
