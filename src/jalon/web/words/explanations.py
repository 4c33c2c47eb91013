"""« Comment ce chiffre est fait »: the steps of a figure in French, in sums that one can check."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jalon.core.months import Month
from jalon.rights import Step
from jalon.web.words.money import say_cents, say_month, say_months
from jalon.web.words.plain import NBSP, capital, say_of

SENTENCES: Mapping[str, str] = {
    "due_month": f"Ce versement est celui {{of_months}}{NBSP}: il arrive un mois après.",
    "review": "Le montant est fixé en {months}, pour trois mois.",
    "references": f"Les mois regardés{NBSP}: {{months}}.",
    "isolated_since": f"Le parent est seul avec un enfant depuis {{months}}{NBSP}: le montant en "
    "tient compte dès ce mois-là.",
    "salary_stopped": f"Un salaire de ces mois s’est arrêté et rien ne le remplace{NBSP}: il n’est "
    "pas compté.",
    "rsa_not_eligible": "L’âge ou la situation n’ouvre pas le RSA ce mois-là",
    "rsa_not_claimed": f"Aucun RSA n’est versé aujourd’hui{NBSP}: tant qu’il n’est pas demandé, il "
    "n’est pas compté",
    "scale": "Montant forfaitaire du foyer, {number} fois celui d’une personne",
    "raised_scale": "Montant forfaitaire majoré du parent seul, {number} fois celui d’une personne",
    "resources": "Ressources, moyenne {of_months}",
    "benefits_counted": "Prestations familiales qui comptent",
    "lodging": "Forfait logement",
    "rsa_of_month": "RSA de ce mois regardé",
    "mean_of_rsa": "Moyenne des mois regardés",
    "rsa_minimum": "Sous {number}, le RSA n’est pas versé",
    "rsa_reckoned": "RSA calculé, arrondi au centime",
    "payment_known": f"Versement connu {{of_months}}{NBSP}: il tient jusqu’à la déclaration "
    "suivante, à la place de notre calcul",
    "share_of_earned": "{percent} des salaires",
    "bonus": "Bonification de chaque personne qui travaille",
    "earned": f"Ressources{NBSP}: salaires nets",
    "other_resources": f"Ressources{NBSP}: prestations familiales, allocations, pension "
    "alimentaire",
    "counted_lodging": f"Ressources{NBSP}: forfait logement",
    "deducted": f"À déduire{NBSP}: ces ressources",
    "deducted_at_least": f"À déduire{NBSP}: le montant forfaitaire, car ces ressources sont en "
    "dessous",
    "prime_of_month": "Prime de ce mois regardé",
    "ppa_not_eligible": "L’âge ou la situation n’ouvre pas la prime ce mois-là",
    "mean_of_primes": "Moyenne des mois regardés",
    "no_salary": f"Aucun salaire pendant ces mois{NBSP}: pas de prime",
    "ppa_minimum": "Sous {number}, la prime n’est pas versée",
    "after_crds": "Prime versée, après la CRDS ({rest}), arrondie au centime",
    "not_received": f"L’aide n’est pas versée aujourd’hui{NBSP}: elle n’est pas comptée",
    "housing_held": f"Le loyer est inconnu{NBSP}: le dernier versement est repris tel quel",
    "quarter": "L’aide est revue chaque trimestre, ici en {months}.",
    "year_looked_at": f"Les mois regardés{NBSP}: {{span}}.",
    "aid_with_salaries": "Aide en comptant les salaires de ces mois",
    "aid_without_salaries": "Aide sans compter les salaires, parce que le RSA est versé",
    "housing_due": "Aide retenue",
    "family_af": "Allocations familiales, après la CRDS",
    "family_asf": "Allocation de soutien familial, après la CRDS",
    "family_cf": "Complément familial, après la CRDS",
    "family_paje": "Allocation de base de la PAJE, après la CRDS",
    "family_total": "Prestations familiales",
    "salary_said": "Salaires nets, comme répondu",
    "job_gross": "Salaire brut d’un mois entier, {count} heures payées",
    "job_net": "Salaire net d’un mois entier, après les cotisations",
    "job_net_whole": "Salaire net de l’emploi simulé, après les cotisations",
    "job_net_of_month": "Salaire net de l’emploi simulé, pour {percent} du mois",
    "other_salaries": "Autres salaires nets du foyer, comme répondu",
    "salary_of_job": "Salaires nets, avec l’emploi simulé",
    "others_are": "Allocation chômage",
    "others_ass": "ASS",
    "others_aah": "AAH",
    "others_pension": "Pension de retraite",
    "others_allowance": "Allocation ou pension, comme répondu",
    "others_partner_are": "Allocation chômage de l’autre adulte",
    "others_partner_ass": "ASS de l’autre adulte",
    "others_partner_aah": "AAH de l’autre adulte",
    "others_partner_pension": "Pension de retraite de l’autre adulte",
    "others_partner_allowance": "Allocation ou pension de l’autre adulte, comme répondu",
    "others_support": "Pension alimentaire, comme répondu",
    "others_rent_cut": "Réduction de loyer de solidarité, qui change avec l’emploi",
    "others_said": "Allocations, pension alimentaire et loyer",
    "care_resources": "Revenu d’il y a deux ans, par mois, entre le plancher et le plafond de la "
    "crèche",
    "creche_hour": "Prix d’une heure, {rate} de ce revenu (arrondi ici, pas dans la somme)",
    "creche_month": "Crèche, {count} heures",
    "quotient": "Quotient familial",
    "after_school_hour": "Prix d’une heure à ce quotient, dans la commune",
    "after_school_month": "Accueil avant et après l’école, {count} heures",
    "carer_hour": "Prix d’une heure, sans les cotisations",
    "carer_month": "Salaire et indemnités de qui garde l’enfant, {count} heures",
    "cmg_resources": "Revenu d’il y a deux ans, par mois, entre le plancher et le plafond du CMG",
    "cmg": "Complément de libre choix du mode de garde (CMG)",
    "carer_contributions": "Cotisations que le CMG ne prend pas",
    "care_of_child": "Garde de cet enfant",
    "care_today": "Garde payée aujourd’hui",
    "care_added": "Ce que l’emploi y ajoute, pour {percent} du mois",
    "care_paid": "Garde payée aujourd’hui",
    "care_with_job": "Garde payée, avec l’emploi simulé",
    "pass_price": "Prix du forfait pour un mois",
    "pass_employer": "Part de l’employeur, {percent} du prix",
    "pass_solidarity": "Réduction solidaire",
    "car_kilometre": f"Un kilomètre de plus dans sa voiture est compté {{number}}{NBSP}€.",
    "car_month": "Voiture, {count} km dans le mois",
    "travel_paid": "Trajet payé",
    "total_salary_net": "Salaires nets",
    "total_rsa": "RSA",
    "total_ppa": "Prime d’activité",
    "total_housing": "Aide au logement",
    "total_family": "Prestations familiales",
    "total_other": "Allocations, pension alimentaire et loyer",
    "total_childcare": "Garde",
    "total_travel": "Trajet",
    "total": "Ce qui reste sur le mois",
}
"""Every step by its code; amounts stand beside."""
ASSUMED: Mapping[str, str] = {
    "income_since_unknown": "Le mois où l’allocation ou la pension a commencé est inconnu"
    f"{NBSP}: le tableau la compte à partir du mois qui suit le dernier salaire connu.",
    "loan_unknown": f"On ne sait pas si un prêt reste à rembourser{NBSP}: le tableau n’en suppose "
    "pas.",
    "loan_counted_or_not": "La CAF peut compter ou non un logement dont le prêt court encore"
    f"{NBSP}: le tableau suppose que non.",
    "declaration_month_unknown": "Le mois de la prochaine déclaration est inconnu"
    f"{NBSP}: le tableau la suppose dans deux mois.",
    "child_support_unknown": f"La pension alimentaire est inconnue{NBSP}: le tableau n’en compte "
    "pas, et compte l’allocation de soutien familial.",
    "resources_n2_unknown": f"Le revenu d’il y a deux ans est inconnu{NBSP}: le tableau le suppose "
    "sous les plafonds des prestations familiales.",
    "isolation_unknown": f"On ne sait pas depuis quand dure la vie sans conjoint{NBSP}: le "
    "tableau ne compte pas la majoration du RSA.",
    "rsa_not_received": f"Aucun RSA n’est versé aujourd’hui{NBSP}: le tableau n’en compte pas.",
    "rsa_to_claim": f"Aucun RSA n’est versé aujourd’hui{NBSP}: le tableau suppose qu’il est "
    "demandé une fois les salaires finis.",
    "housing_aid_to_claim": "Aucune aide au logement n’est versée aujourd’hui"
    f"{NBSP}: le tableau suppose qu’elle est demandée.",
    "housing_aid_not_received": "Aucune aide au logement n’est versée aujourd’hui"
    f"{NBSP}: le tableau n’en compte pas.",
    "minor_lease_unknown": "Avant 18 ans, l’aide au logement demande un bail signé par un parent"
    f"{NBSP}: le tableau suppose qu’il l’est.",
    "young_worker_unknown": "Avant 25 ans, le RSA demande deux ans de travail"
    f"{NBSP}: le tableau n’en compte pas.",
    "allowance_unknown": "Le montant de l’allocation ou de la pension est inconnu"
    f"{NBSP}: le tableau suppose 900 € par mois.",
    "status_unknown": f"La situation d’aujourd’hui est inconnue{NBSP}: le tableau suppose que rien "
    "d’autre n’est versé.",
    "salary_now_unknown": f"Le salaire d’aujourd’hui, dans le couple, est inconnu{NBSP}: le "
    "tableau n’en compte pas.",
    "past_salaries_unknown": f"Des salaires des mois passés sont inconnus{NBSP}: le tableau n’en "
    "compte pas.",
    "shared_custody": f"Garde alternée{NBSP}: le tableau compte ces enfants par moitié.",
    "housing_unknown": f"Le logement ou le loyer est inconnu{NBSP}: le tableau ne compte pas "
    "d’aide au logement.",
    "two_earners_unknown": "On ne sait pas ce que chacun du couple a gagné il y a deux ans"
    f"{NBSP}: le tableau suppose que c’est comme aujourd’hui.",
    "resources_counted_unknown": "On ne sait pas si le revenu d’il y a deux ans compte en entier"
    f"{NBSP}: le tableau suit ce qui est le plus courant.",
    "short_permit": f"Titre de séjour de moins de cinq ans{NBSP}: le tableau suppose qu’aucune "
    "exception ne joue, et ne compte pas cette personne pour le RSA et la prime.",
}
"""What is taken where nobody said, by the cause."""

Role = Literal["plus", "less", "part", "sum", "choice"]
_PLUS = {
    "scale", "raised_scale", "share_of_earned", "bonus", "job_net_whole", "job_net_of_month",
    "other_salaries", "cmg", "pass_employer", "pass_solidarity",
}  # fmt: skip
_LESS = {
    "resources", "benefits_counted", "lodging", "deducted", "deducted_at_least", "creche_month",
    "after_school_month", "carer_month", "carer_contributions", "care_today", "care_added",
    "pass_price", "car_month",
}  # fmt: skip
_PART = {
    "earned", "other_resources", "counted_lodging", "job_gross", "job_net", "care_resources",
    "creche_hour", "quotient", "after_school_hour", "carer_hour", "cmg_resources",
}  # fmt: skip
_CHOICE = {"aid_with_salaries", "aid_without_salaries"}
_OF_A_MONTH = {"rsa_of_month", "prime_of_month"}
_OF_A_CHILD = "care_of_child"
_MEANS = {"mean_of_rsa", "mean_of_primes"}


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of a sum. A `part` is said and not added again; a `choice` is one of two."""

    text: str
    eur: float
    role: Role
    article: str

    @property
    def amount(self) -> str:
        """The amount to the cent."""
        return say_cents(self.eur)


@dataclass(frozen=True, slots=True)
class SumBlock:
    """The sum of one reference month, or of several that are the same."""

    title: str
    lines: tuple[SumLine, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure: what it looks at, the sums of the months, and what follows from them."""

    notes: tuple[tuple[str, str], ...]
    blocks: tuple[SumBlock, ...]
    ends: tuple[SumLine, ...]


def explain_steps(steps: Sequence[Step]) -> Explanation:
    """The steps of a figure as sums; the last line is the figure."""
    notes = tuple((say_step(step), step.article) for step in steps if step.eur is None)
    months, rest = _by_sum([step for step in steps if step.eur is not None])
    ends = tuple(_end(step, [steps_of_month[-1] for steps_of_month in months]) for step in rest)
    return Explanation(notes, _blocks(months), ends)


def say_step(step: Step) -> str:
    """One step in words, without its amount."""
    number = step.number or 0.0
    shown = say_cents(number) if step.code.endswith("_minimum") else _decimals(number, 4)
    return SENTENCES[step.code].format(
        months=say_months(step.months) if step.months else "",
        of_months=say_of(say_months(step.months)) if step.months else "",
        span=f"{say_of(say_month(step.months[0]))} à {say_month(step.months[-1])}"
        if step.months
        else "",
        number=shown,
        count=_decimals(number, 2),
        percent=_percent(number),
        rate=_percent(number, 4),
        rest=_percent(1 - number),
    )


def _percent(share: float, places: int = 2) -> str:
    return f"{_decimals(share * 100, places)}{NBSP}%"


def _decimals(number: float, places: int) -> str:
    return f"{number:.{places}f}".rstrip("0").rstrip(".").replace(".", ",")


def _by_sum(steps: Sequence[Step]) -> tuple[list[list[Step]], list[Step]]:
    """The steps of each reference month, or of each child, and those after them."""
    months: list[list[Step]] = []
    rest: list[Step] = []
    for step in steps:
        rest.append(step)
        if step.code in (*_OF_A_MONTH, _OF_A_CHILD):
            months.append(rest)
            rest = []
    return months, rest


def _blocks(months: Sequence[Sequence[Step]]) -> tuple[SumBlock, ...]:
    """One block for reference months that are the same to the cent, and one for each child."""
    alike: dict[Hashable, list[Sequence[Step]]] = {}
    for rank, steps in enumerate(months):
        same = tuple((step.code, round(step.eur or 0.0, 2)) for step in steps)
        key = rank if steps[-1].code == _OF_A_CHILD else same
        alike.setdefault(key, []).append(steps)
    return tuple(_block(same_sums) for same_sums in alike.values())


def _block(same_sums: Sequence[Sequence[Step]]) -> SumBlock:
    if same_sums[0][-1].code == _OF_A_CHILD:
        return SumBlock(
            f"Enfant de {_say_years(same_sums[0][-1].number)}", tuple(_lines(same_sums[0]))
        )
    months = tuple(Month(steps[-1].months[0]) for steps in same_sums)
    title = capital(say_months(months))
    if len(months) > 1:
        title += f"{NBSP}: pareil pour chacun"
    return SumBlock(title, tuple(_lines(same_sums[0])))


def _say_years(years: float | None) -> str:
    whole = round(years or 0.0)
    if not whole:
        return f"moins d’un{NBSP}an"
    return f"{whole}{NBSP}an{'s' if whole > 1 else ''}"


def _lines(steps: Sequence[Step]) -> Iterable[SumLine]:
    lines = [SumLine(say_step(step), step.eur or 0.0, _role(step), step.article) for step in steps]
    left = sum(line.eur for line in lines if line.role in ("plus", "less"))
    if left < 0 and steps[-1].code in _OF_A_MONTH:
        last = lines[-1]
        less = (
            f"{last.text}{NBSP}: la soustraction donne {say_cents(left)}, et il n’y a rien sous 0"
        )
        lines[-1] = SumLine(less, last.eur, last.role, last.article)
    return lines


def _role(step: Step) -> Role:
    if step.code in _PLUS or (step.code.startswith("family_") and step.code != "family_total"):
        return "plus"
    if step.code in _LESS:
        return "less"
    if step.code in _PART:
        return "part"
    if step.code.startswith("total_"):
        return "plus" if (step.eur or 0.0) >= 0 else "less"
    return "choice" if step.code in _CHOICE else "sum"


def _end(step: Step, months: Sequence[Step]) -> SumLine:
    text = say_step(step)
    if step.code in _MEANS:
        euros = " + ".join(say_cents(month.eur or 0.0).removesuffix(f"{NBSP}€") for month in months)
        text += f"{NBSP}: ({euros}) ÷ {len(months)}"
    return SumLine(text, step.eur or 0.0, _role(step), step.article)
