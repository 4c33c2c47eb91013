"""The parts of a month: what they are called, and how they add up to what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jalon.rights import Flow

PARTNER = "la personne avec qui vous vivez"
_OF_PARTNER = f"de {PARTNER}"
_ALLOWANCES = {
    "are": "allocation chômage",
    "ass": "ASS",
    "aah": "AAH",
    "pension": "pension de retraite",
    "allowance": "allocation",
}
HEADS: Mapping[str, str] = {
    "salary_net": "salaire net",
    "partner_salary": f"salaire net {_OF_PARTNER}",
    "rsa": "RSA",
    "ppa": "prime d’activité",
    "housing": "aide au logement",
    "family": "prestations familiales",
    **_ALLOWANCES,
    **{f"partner_{name}": f"{head} {_OF_PARTNER}" for name, head in _ALLOWANCES.items()},
    "support": "pension alimentaire",
    "other": "autres",
    "rent_cut": "loyer en plus",
    "childcare": "garde",
    "travel": "trajet",
    "total": "il vous reste",
}
"""What each column of a month is called, in their order."""
BENEFITS = ("af", "asf", "cf", "paje")
"""What the family benefits are made of."""
COSTS = ("rent_cut", "childcare", "travel")
"""What is taken off; the rent is a cost where it rises with the job."""
INCOMES = tuple(name for name in HEADS if name not in (*COSTS, "total"))
_OF_FLOW = ("rsa", "ppa", "housing", "family")


def signed_parts(flow: Flow) -> Mapping[str, float | None]:
    """Euros of each part that is not nothing, costs below zero: what is known of them adds up to
    what is left. None: unknown.
    """
    others = {name: eur for name, eur in flow.parts.items() if name not in BENEFITS}
    left_over = round(flow.other - sum(others.values()), 2)
    own = round(flow.salary_net - flow.partner_salary, 2)
    parts: dict[str, float | None] = {"salary_net": own, "partner_salary": flow.partner_salary}
    parts |= {name: getattr(flow, name) for name in _OF_FLOW}
    parts |= {**others, "other": left_over}
    parts |= {
        name: None if eur is None else -eur
        for name, eur in (("childcare", flow.childcare), ("travel", flow.travel))
    }
    return {name: parts[name] for name in HEADS if parts.get(name, 0.0) != 0}


def used_parts(flows: Sequence[Flow]) -> tuple[str, ...]:
    """The parts in which something moves, in the order of the heads."""
    used = {name for flow in flows for name in signed_parts(flow)}
    return tuple(name for name in HEADS if name in used)


def say_head(name: str, names: Sequence[str]) -> str:
    """What the column of a part is called among others: whose wages, where two earn."""
    if name == "salary_net" and "partner_salary" in names:
        return f"votre {HEADS[name]}"
    return HEADS[name]
