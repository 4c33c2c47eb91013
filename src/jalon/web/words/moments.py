"""The months in which what one receives changes: people leave a job over such a surprise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jalon.rights import Flow, Gain
from jalon.web.words.money import say_whole
from jalon.web.words.plain import MONTHS_FR, NBSP, join_and

LEAST_FALL_EUR = 30.0
"""A smaller fall surprises nobody."""
INCOMES = ("salary_net", "rsa", "ppa", "housing", "family", "other")
_NAMES = {
    "salary_net": "votre salaire",
    "rsa": "votre RSA",
    "ppa": "la prime d’activité",
    "housing": "l’aide au logement",
    "family": "les prestations familiales",
    "other": "l’allocation chômage",
}
_STOP_AND_START = ("salary_net", "rsa", "ppa")


def received_eur(flow: Flow) -> float:
    """Everything that comes in a month, before care and travel are paid."""
    return sum(getattr(flow, name) or 0.0 for name in INCOMES)


def say_moments(gain: Gain) -> tuple[str, ...]:
    """One sentence for each month in which something begins, ends, or falls the most."""
    said = [_say_at_once(gain)] if _ends_at_once(gain) else []
    fall = _greatest_fall(gain)
    for rank, (before, now) in enumerate(pairwise(gain.with_job), start=1):
        events = [*_events(before, now), *_allowance(gain, rank)]
        if not events and rank == fall:
            events = [_say_fall(before, now)]
        if events:
            said.append(_say(before, now, events))
    return tuple(said)


def _say(before: Flow, now: Flow, events: list[str]) -> str:
    more = received_eur(now) >= received_eur(before)
    return (
        f"En {_name(now)}, {join_and(events)}{NBSP}: ce mois-là vous recevriez "
        f"{say_whole(received_eur(now))}, {'après' if more else 'contre'} "
        f"{say_whole(received_eur(before))} en {_name(before)}."
    )


def _events(before: Flow, now: Flow) -> Iterator[str]:
    """What ends and what begins."""
    for name in _STOP_AND_START:
        was, is_now = getattr(before, name) or 0.0, getattr(now, name) or 0.0
        if was and not is_now:
            yield f"{_NAMES[name]} s’arrête"
    for name in _STOP_AND_START:
        was, is_now = getattr(before, name) or 0.0, getattr(now, name) or 0.0
        if is_now and not was:
            yield f"{_NAMES[name]} commence"


def _allowance(gain: Gain, rank: int) -> Iterator[str]:
    """The allowance after a contract; what a household receives anyway is no event."""
    more = [a.other - b.other for a, b in zip(gain.with_job, gain.without_job, strict=True)]
    if more[rank] > 0 >= more[rank - 1]:
        yield f"{_NAMES['other']} commence"


def _greatest_fall(gain: Gain) -> int | None:
    """The rank of the month after which least is left of what came before; None for no fall."""
    falls = [received_eur(a) - received_eur(b) for a, b in pairwise(gain.with_job)]
    worst = max(range(len(falls)), key=falls.__getitem__, default=None)
    return None if worst is None or falls[worst] < LEAST_FALL_EUR else worst + 1


def _say_fall(before: Flow, now: Flow) -> str:
    """`l’aide au logement baisse`: what falls most, two at most."""
    falls = {name: (getattr(before, name) or 0) - (getattr(now, name) or 0) for name in INCOMES}
    most = sorted(falls, key=falls.__getitem__, reverse=True)[:2]
    named = [name for name in most if falls[name] >= LEAST_FALL_EUR / 2]
    many = len(named) > 1 or named == ["family"]
    return f"{join_and([_NAMES[name] for name in named])} {'baissent' if many else 'baisse'}"


def _ends_at_once(gain: Gain) -> bool:
    return not gain.with_job[0].rsa and bool(gain.without_job[0].rsa)


def _say_at_once(gain: Gain) -> str:
    return f"Dès {_name(gain.with_job[0])}, {_NAMES['rsa']} s’arrête."


def _name(flow: Flow) -> str:
    return MONTHS_FR[flow.month % 12]
