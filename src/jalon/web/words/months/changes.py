"""What changes from one month to the next, by the parts of a gain, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jalon.rights import Flow
from jalon.web.words.months.parts import BENEFITS, COSTS, PARTNER, signed_parts
from jalon.web.words.plain import join_and

LEAST_FALL_EUR = 30.0
"""A smaller fall surprises nobody."""
_ALLOWANCES = {
    "are": "l’allocation chômage",
    "ass": "l’ASS",
    "aah": "l’AAH",
    "pension": "la pension de retraite",
    "allowance": "l’allocation",
}
NAMES = {
    "salary_net": "votre salaire",
    "partner_salary": f"le salaire de {PARTNER}",
    "rsa": "votre RSA",
    "ppa": "la prime d’activité",
    "housing": "l’aide au logement",
    **_ALLOWANCES,
    **{f"partner_{name}": f"{said} de {PARTNER}" for name, said in _ALLOWANCES.items()},
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
PLURAL = frozenset(("af", "family"))
EVENTFUL = tuple(name for name in NAMES if name not in (*COSTS, "support", "family"))
"""What is said when it begins or ends."""
Kind = Literal["ends", "contract_ends", "falls", "begins", "resumes"]
_VERBS: Mapping[Kind, tuple[str, str]] = {
    "ends": ("s’arrête", "s’arrêtent"),
    "falls": ("baisse", "baissent"),
    "begins": ("commence", "commencent"),
    "resumes": ("reprend", "reprennent"),
}
_ORDER: Sequence[Kind] = ("ends", "contract_ends", "falls", "begins", "resumes")


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a part."""

    name: str
    kind: Kind

    def __str__(self) -> str:
        if self.kind == "contract_ends":
            return "votre contrat se termine"
        return f"{NAMES[self.name]} {_VERBS[self.kind][self.name in PLURAL]}"


def list_changes(
    flows: Sequence[Flow], rank: int, ended: frozenset[str] = frozenset()
) -> list[Change]:
    """Ends, falls, beginnings of a month; what was there before, or is in `ended`, resumes."""
    before, now = by_name(flows[rank - 1]), by_name(flows[rank])
    earlier = {name for flow in flows[:rank] for name, eur in by_name(flow).items() if eur}
    found = [
        Change(name, kind)
        for name in EVENTFUL
        if (
            kind := _kind(
                name, before.get(name, 0.0), now.get(name, 0.0), was_there=name in earlier | ended
            )
        )
    ]
    if _is_last_pay(flows, rank):
        found.append(Change("salary_net", "contract_ends"))
    return sorted(found, key=lambda change: _ORDER.index(change.kind))


def _is_last_pay(flows: Sequence[Flow], rank: int) -> bool:
    """Whether a month brings the last wage, for a part of it: the contract ends within it."""
    before, now = (by_name(flows[at]).get("salary_net", 0.0) for at in (rank - 1, rank))
    after = by_name(flows[rank + 1]).get("salary_net", 0.0) if rank + 1 < len(flows) else 0.0
    return bool(now) and not after and before - now >= LEAST_FALL_EUR


def list_causes(before: Flow, now: Flow) -> list[str]:
    """The names of what takes most away, two at most, the greatest first."""
    was, is_now = by_name(before), by_name(now)
    falls = {name: was.get(name, 0.0) - is_now.get(name, 0.0) for name in NAMES}
    most = sorted(falls, key=falls.__getitem__, reverse=True)[:2]
    return [name for name in most if falls[name] >= LEAST_FALL_EUR / 2] or most[:1]


def say_causes(names: Sequence[str]) -> str:
    """`l’aide au logement baisse et la garde augmente`."""
    less, dearer = ([n for n in names if (n in COSTS) is is_cost] for is_cost in (False, True))
    return join_and([*_say_all(less, "baisse"), *_say_all(dearer, "augmente")])


def _say_all(names: Sequence[str], verb: str) -> Iterator[str]:
    if names:
        many = len(names) > 1 or names[0] in PLURAL
        yield f"{join_and([NAMES[name] for name in names])} {verb}{'nt' if many else ''}"


def _kind(name: str, was: float, eur: float, *, was_there: bool) -> Kind | None:
    if was and not eur:
        return "ends"
    if name in BENEFITS and eur and was - eur >= LEAST_FALL_EUR:
        return "falls"
    if eur and not was:
        return "resumes" if was_there else "begins"
    return None


def by_name(flow: Flow) -> Mapping[str, float]:
    """Signed euros of each part of a month that is known, family benefits one by one."""
    benefits = {name: eur for name, eur in flow.parts.items() if name in BENEFITS}
    parts = {name: eur or 0.0 for name, eur in signed_parts(flow).items()}
    if benefits:
        parts.pop("family", None)
    return {name: eur for name, eur in (parts | benefits).items() if name in NAMES}
