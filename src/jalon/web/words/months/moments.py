"""The months in which what is left changes: people leave a job over such a surprise.

Amounts are what is left once care and the way to work are paid, as in the table and the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jalon.rights import Flow, Gain
from jalon.web.words.money import say_month, say_whole
from jalon.web.words.months.changes import (
    EVENTFUL,
    LEAST_FALL_EUR,
    NAMES,
    by_name,
    list_causes,
    list_changes,
    say_causes,
)
from jalon.web.words.months.runs import are_of_two_years, say_runs
from jalon.web.words.plain import MONTHS_FR, NBSP, capital, join_and

GREAT_FALL_EUR = 100.0
"""A fall from which on a month is always said."""


def say_moments(gain: Gain) -> tuple[str, ...]:
    """In the order of the months, what begins, ends or falls in each of them; then the months in
    which less is left than without the job. The greatest fall has a sentence of its own, the other
    great ones a short one for each cause.
    """
    all_events = {rank: _events(gain, rank) for rank in range(1, len(gain.with_job))}
    events = {rank: words for rank, words in all_events.items() if words}
    greatest, others = _falls(gain, events)
    said = [(rank, _say(gain, rank, words)) for rank, words in events.items()]
    if greatest is not None:
        said.append((greatest, _say(gain, greatest, _causes(gain, greatest))))
    said += _say_shortly(gain, others)
    return (*_say_at_once(gain), *(words for _, words in sorted(said)), *_say_below(gain))


def _say(gain: Gain, rank: int, events: str) -> str:
    before, now = gain.with_job[rank - 1 : rank + 1]
    more = _left(now) >= _left(before)
    # Two lists of events make a sentence long enough.
    then = ". Ce" if ";" in events else f"{NBSP}: ce"
    return (
        f"En {_name(now)}, {events}{then} mois-là, {_say_left(now)}, "
        f"{'après' if more else 'contre'} {_about(before)}{say_whole(_left(before))} "
        f"en {_name(before)}."
    )


def _events(gain: Gain, rank: int) -> str:
    """What ends and what begins; what does so without the job too is said last, and so. A great
    fall has its greatest cause named.
    """
    ended = frozenset(_ended_at_once(gain))
    with_job = list_changes(gain.with_job, rank, ended)
    without = list_changes(gain.without_job, rank)
    own = [str(change) for change in with_job if change not in without]
    anyway = [str(change) for change in with_job if change in without]
    if with_job and _fall(gain, rank) >= GREAT_FALL_EUR:
        cause = list_causes(*gain.with_job[rank - 1 : rank + 1])[0]
        own += [] if cause in {change.name for change in with_job} else [say_causes([cause])]
    pieces = [join_and(own)] if own else []
    pieces += [f"{join_and(anyway)}, avec ou sans cet emploi"] if anyway else []
    return f"{NBSP}; ".join(pieces)


def _falls(gain: Gain, events: Mapping[int, str]) -> tuple[int | None, list[int]]:
    """The ranks of the greatest fall and of the other great ones, of those that no event says."""
    falls = {rank: _fall(gain, rank) for rank in range(1, len(gain.with_job))}
    worst = max(falls, key=falls.__getitem__, default=None)
    greatest = worst if worst is not None and falls[worst] >= LEAST_FALL_EUR else None
    others = [rank for rank, eur in falls.items() if eur >= GREAT_FALL_EUR and rank != greatest]
    silent = [rank for rank in others if rank not in events]
    return (None if greatest in events else greatest), silent


def _causes(gain: Gain, rank: int) -> str:
    """What takes most away in a month, two at most."""
    return say_causes(list_causes(*gain.with_job[rank - 1 : rank + 1]))


def _say_shortly(gain: Gain, ranks: Sequence[int]) -> Iterator[tuple[int, str]]:
    """`En mars et en août, la prime d’activité baisse : 120 € puis 150 € de moins que le mois
    d’avant.` at the place of the first of the months that have the same cause.
    """
    by_cause: dict[str, list[int]] = {}
    for rank in ranks:
        cause = say_causes(list_causes(*gain.with_job[rank - 1 : rank + 1])[:1])
        by_cause.setdefault(cause, []).append(rank)
    for cause, own in by_cause.items():
        when = capital(say_runs([gain.with_job[rank].month for rank in own]))
        less = [_say_fall(gain, rank) for rank in own]
        yield (
            own[0],
            f"{when}, {cause}{NBSP}: {join_and(less, 'puis')} de moins que le mois d’avant.",
        )


def _say_at_once(gain: Gain) -> Iterator[str]:
    """What the first month has no more."""
    if ended := _ended_at_once(gain):
        names = join_and([NAMES[name] for name in ended])
        verb = "s’arrêtent" if len(ended) > 1 else "s’arrête"
        yield f"Dès {_name(gain.with_job[0])}, {names} {verb}."


def _ended_at_once(gain: Gain) -> list[str]:
    first = by_name(gain.with_job[0])
    before = by_name(gain.without_job[0])
    return [
        name for name, eur in before.items() if name in EVENTFUL and eur > 0 and not first.get(name)
    ]


def _say_below(gain: Gain) -> Iterator[str]:
    """The months in which less is left than without the job, to the euro."""
    euros = [round(eur or 0.0) for eur in gain.differences]
    below = [rank for rank, eur in enumerate(euros) if eur < 0]
    if not below:
        return
    worst = min(below, key=euros.__getitem__)
    both = gain.with_job[worst], gain.without_job[worst]
    less = f"{_about(*both)}{say_whole(-euros[worst])}"
    if len(below) == 1:
        yield f"En {_name(both[0])}, il vous resterait {less} de moins que sans cet emploi."
        return
    months = [gain.with_job[rank].month for rank in below]
    when = "Chaque mois" if len(below) == len(euros) else capital(say_runs(months))
    name = say_month(both[0].month) if are_of_two_years(months) else _name(both[0])
    yield (
        f"{when}, il vous resterait moins que sans cet emploi{NBSP}: jusqu’à {less} de moins, "
        f"en {name}."
    )


def _say_left(flow: Flow) -> str:
    """What is paid for care and the way to work may be more than what comes in."""
    eur, verb = _left(flow), "resterait"
    if round(eur) < 0:
        eur, verb = -eur, "manquerait"
    return f"il vous {verb} {_about(flow)}{say_whole(eur)}"


def _about(*flows: Flow) -> str:
    """What comes before an amount that rests on wages that nobody said."""
    return "environ " if any(flow.unsure for flow in flows) else ""


def _say_fall(gain: Gain, rank: int) -> str:
    return f"{_about(*gain.with_job[rank - 1 : rank + 1])}{say_whole(_fall(gain, rank))}"


def _fall(gain: Gain, rank: int) -> float:
    before, now = gain.with_job[rank - 1 : rank + 1]
    return _left(before) - _left(now)


def _left(flow: Flow) -> float:
    return flow.total or 0.0


def _name(flow: Flow) -> str:
    return MONTHS_FR[flow.month % 12]
