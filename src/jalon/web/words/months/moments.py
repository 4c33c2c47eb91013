"""The months in which what is left changes: people leave a job over such a surprise.

Amounts are what is left once care and the way to work are paid, as in the table and the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from jalon.rights import Flow, Gain
from jalon.web.words.money import say_whole
from jalon.web.words.months.parts import BENEFITS, COSTS, signed_parts
from jalon.web.words.plain import MONTHS_FR, NBSP, capital, join_and, say_of

LEAST_FALL_EUR = 30.0
"""A smaller fall surprises nobody."""
_LONG_RUN = 3
"""From so many months in a row on they are said by their ends."""
_NAMES = {
    "salary_net": "votre salaire",
    "rsa": "votre RSA",
    "ppa": "la prime d’activité",
    "housing": "l’aide au logement",
    "are": "l’allocation chômage",
    "ass": "l’ASS",
    "aah": "l’AAH",
    "pension": "la pension de retraite",
    "allowance": "l’allocation",
    "support": "la pension alimentaire",
    "af": "les allocations familiales",
    "asf": "l’allocation de soutien familial",
    "cf": "le complément familial",
    "paje": "l’allocation de base de la Paje",
    "family": "les prestations familiales",
    "rent_cut": "le loyer",
    "childcare": "la garde",
    "travel": "le trajet",
}
_PLURAL = frozenset(("af", "family"))
_EVENTFUL = tuple(name for name in _NAMES if name not in (*COSTS, "support", "family"))
"""What is said when it begins or ends."""


def say_moments(gain: Gain) -> tuple[str, ...]:
    """One sentence for each month in which something begins, ends, or what is left falls the most;
    then the months in which less is left than without the job.
    """
    said = [*_say_at_once(gain)]
    fall = _greatest_fall(gain)
    for rank, (before, now) in enumerate(pairwise(gain.with_job), start=1):
        events = _events(gain, rank) or (_say_fall(before, now) if rank == fall else "")
        if events:
            said.append(_say(before, now, events))
    return (*said, *_say_below(gain))


def _say(before: Flow, now: Flow, events: str) -> str:
    more = _left(now) >= _left(before)
    return (
        f"En {_name(now)}, {events}{NBSP}: ce mois-là, {_say_left(_left(now))}, "
        f"{'après' if more else 'contre'} "
        f"{say_whole(_left(before))} en {_name(before)}."
    )


def _events(gain: Gain, rank: int) -> str:
    """What ends and what begins; what does so without the job too is said last, and so."""
    with_job, without = (_changes(flows, rank) for flows in (gain.with_job, gain.without_job))
    own = [said for said in with_job if said not in without]
    anyway = [said for said in with_job if said in without]
    pieces = [join_and(own)] if own else []
    pieces += [f"{join_and(anyway)}, avec ou sans cet emploi"] if anyway else []
    return f"{NBSP}; ".join(pieces)


def _changes(flows: Sequence[Flow], rank: int) -> list[str]:
    """`votre RSA s’arrête`, `les allocations familiales baissent`: ends, falls, beginnings."""
    before, now = _by_name(flows[rank - 1]), _by_name(flows[rank])
    both = [(name, before.get(name, 0.0), now.get(name, 0.0)) for name in _EVENTFUL]
    ends = [_verb(name, "s’arrête", "s’arrêtent") for name, was, eur in both if was and not eur]
    falls = [
        _verb(name, "baisse", "baissent")
        for name, was, eur in both
        if name in BENEFITS and eur and was - eur >= LEAST_FALL_EUR
    ]
    begins = [_verb(name, "commence", "commencent") for name, was, eur in both if eur and not was]
    return [*ends, *falls, *begins]


def _greatest_fall(gain: Gain) -> int | None:
    """The rank of the month after which least is left of what came before; None for no fall."""
    falls = [_left(a) - _left(b) for a, b in pairwise(gain.with_job)]
    worst = max(range(len(falls)), key=falls.__getitem__, default=None)
    return None if worst is None or falls[worst] < LEAST_FALL_EUR else worst + 1


def _say_fall(before: Flow, now: Flow) -> str:
    """`l’aide au logement baisse et la garde coûte plus`: what takes most away, two at most."""
    was, is_now = _by_name(before), _by_name(now)
    falls = {name: was.get(name, 0.0) - is_now.get(name, 0.0) for name in _NAMES}
    most = sorted(falls, key=falls.__getitem__, reverse=True)[:2]
    named = [name for name in most if falls[name] >= LEAST_FALL_EUR / 2] or most[:1]
    less, dearer = ([n for n in named if (n in COSTS) is is_cost] for is_cost in (False, True))
    return join_and([*_say_all(less, "baisse"), *_say_all(dearer, "augmente")])


def _say_all(names: Sequence[str], verb: str) -> Iterator[str]:
    if names:
        many = len(names) > 1 or names[0] in _PLURAL
        yield f"{join_and([_NAMES[name] for name in names])} {verb}{'nt' if many else ''}"


def _say_at_once(gain: Gain) -> Iterator[str]:
    """What the first month has no more."""
    first = _by_name(gain.with_job[0])
    ended = [
        name
        for name, eur in _by_name(gain.without_job[0]).items()
        if name in _EVENTFUL and eur > 0 and not first.get(name)
    ]
    if ended:
        many = len(ended) > 1
        names = join_and([_NAMES[name] for name in ended])
        yield f"Dès {_name(gain.with_job[0])}, {names} {'s’arrêtent' if many else 's’arrête'}."


def _say_below(gain: Gain) -> Iterator[str]:
    """The months in which less is left than without the job, to the euro."""
    euros = [round(eur or 0.0) for eur in gain.differences]
    below = [rank for rank, eur in enumerate(euros) if eur < 0]
    if not below:
        return
    worst = min(below, key=euros.__getitem__)
    less, months = say_whole(-euros[worst]), [_name(flow) for flow in gain.with_job]
    if len(below) == 1:
        yield f"En {months[worst]}, il vous resterait {less} de moins que sans cet emploi."
        return
    when = "Chaque mois" if len(below) == len(euros) else capital(_say_runs(below, months))
    yield (
        f"{when}, il vous resterait moins que sans cet emploi{NBSP}: jusqu’à {less} de moins, "
        f"en {months[worst]}."
    )


def _say_runs(ranks: Sequence[int], months: Sequence[str]) -> str:
    """`de mars à juin et en octobre`."""
    runs: list[list[int]] = []
    for rank in ranks:
        if runs and rank == runs[-1][-1] + 1:
            runs[-1].append(rank)
        else:
            runs.append([rank])
    return join_and([piece for run in runs for piece in _say_run([months[rank] for rank in run])])


def _say_run(months: Sequence[str]) -> Iterator[str]:
    if len(months) < _LONG_RUN:
        yield from (f"en {month}" for month in months)
    else:
        yield f"{say_of(months[0])} à {months[-1]}"


def _by_name(flow: Flow) -> Mapping[str, float]:
    """Signed euros of each part of a month that is known, family benefits one by one."""
    benefits = {name: eur for name, eur in flow.parts.items() if name in BENEFITS}
    parts = {name: eur or 0.0 for name, eur in signed_parts(flow).items()}
    if benefits:
        parts.pop("family", None)
    return {name: eur for name, eur in (parts | benefits).items() if name in _NAMES}


def _verb(name: str, one: str, many: str) -> str:
    return f"{_NAMES[name]} {many if name in _PLURAL else one}"


def _say_left(eur: float) -> str:
    """What is paid for care and the way to work may be more than what comes in."""
    if round(eur) < 0:
        return f"il vous manquerait {say_whole(-eur)}"
    return f"il vous resterait {say_whole(eur)}"


def _left(flow: Flow) -> float:
    return flow.total or 0.0


def _name(flow: Flow) -> str:
    return MONTHS_FR[flow.month % 12]
