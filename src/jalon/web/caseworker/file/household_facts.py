"""The household as the person answered, in few words; what is unknown says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from jalon.core.months import parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.people.models import Child
from jalon.web.words.household_answers import (
    Amounts,
    CareAnswer,
    Lines,
    Voice,
    is_unsure,
    tell_answer,
)
from jalon.web.words.money import say_cents, say_month, say_short_month
from jalon.web.words.plain import NBSP, capital, say_age, say_count, say_of

LABELS: Mapping[str, str] = {
    keys.COUPLE: "Vie de couple",
    keys.PARTNER_BIRTH: "Âge de l’autre adulte",
    keys.PARTNER_SITUATION: "Situation de l’autre adulte",
    keys.PARTNER_INCOME: "Revenu de l’autre adulte",
    keys.PARTNER_INCOME_SINCE: "Revenu de l’autre adulte, depuis",
    keys.PARTNER_SALARIES: "Ses salaires récents",
    keys.PARTNER_EARLIER_SALARIES: "Ses salaires d’avant",
    keys.ISOLATED_SINCE: "Parent seul depuis",
    keys.CHILD_SUPPORT: "Pension alimentaire",
    keys.SITUATION: "Situation",
    keys.INCOME: "Revenu lié à la situation",
    keys.INCOME_SINCE: "Allocation ou pension, depuis",
    keys.SALARIES: "Salaires récents",
    keys.EARLIER_SALARIES: "Salaires d’avant",
    keys.HOUSING: "Logement",
    keys.RENT: "Loyer sans les charges",
    keys.BENEFITS: "Versé par la CAF",
    keys.NEXT_DECLARATION: "Prochaine déclaration",
    keys.RESOURCES: "Revenu imposable",
    keys.OWN_RESOURCES: "Revenu du travail de chacun",
    keys.PARENTS_HOME: "Chez ses parents, ou sur leur déclaration",
    keys.LOAN: "Prêt du logement à rembourser",
    keys.CUSTODY: "Garde des enfants",
    keys.FLAT_SHARE: "Colocation",
    keys.PERMIT: "Condition de séjour",
    keys.PARTNER_PERMIT: "Condition de séjour de l’autre adulte",
}
"""Each question by its key; `care_label` has those about children. A pregnancy is not told to an
agent, nor its month: it serves the person's own estimate.
"""
SITUATIONS: Mapping[str, str] = {
    "none": "sans emploi",
    "jobseeker": "à France Travail, sans allocation",
    "jobseeker_are": "au chômage, avec l’ARE",
    "jobseeker_ass": "au chômage, avec l’ASS",
    "employee": "en emploi salarié",
    "self_employed": "à son compte",
    "apprentice": "en apprentissage",
    "student": "en études",
    "retired": "à la retraite",
    "disabled_aah": "avec l’AAH",
    keys.UNREGISTERED: "sans emploi, hors de France Travail",
    keys.UNDISCLOSED: "autre, ou non dite",
}
HOUSINGS: Mapping[str, str] = {
    "tenant_social": "locataire d’un logement social",
    "tenant": "locataire d’un logement privé",
    "free": "hébergement gratuit",
    "owner": "propriétaire",
    "none": "sans logement à soi",
}
CARE_KINDS: Mapping[str, str] = {
    "creche": "crèche",
    "childminder": "assistante maternelle",
    "home": "personne payée à la maison",
    "after_school": "accueil autour de l’école",
    "none": "personne de payé",
}
BENEFITS: Mapping[str, str] = {
    "rsa": "RSA",
    "ppa": "prime d’activité",
    "aide_logement": "aide au logement",
    "asf": "ASF",
    "af": "allocations familiales",
    "cf": "complément familial",
    "paje": "PAJE",
}
YES_OR_NO: Mapping[str, str] = {"yes": "oui", "no": "non"}
PERMITS: Mapping[str, str] = {
    keys.NOT_NEEDED: "sans objet (nationalité française ou de l’UE)",
    keys.PROTECTED: "titre qui ne demande pas d’années",
    keys.LONG: "titre depuis cinq ans ou plus",
    keys.SHORT: "titre depuis moins de cinq ans",
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    keys.COUPLE: {"alone": "non", "couple": "oui"},
    **dict.fromkeys((keys.SITUATION, keys.PARTNER_SITUATION), SITUATIONS),
    keys.HOUSING: HOUSINGS,
    **dict.fromkeys((keys.PARENTS_HOME, keys.LOAN, keys.FLAT_SHARE), YES_OR_NO),
    keys.CUSTODY: {"whole": "toujours au foyer", "shared": "en alternance"},
    **dict.fromkeys((keys.PERMIT, keys.PARTNER_PERMIT), PERMITS),
}
"""The words of the choices of a question; `_words_of` has those that go with the household."""
UNKNOWN = "inconnu"
WHY_UNKNOWN = {True: "« je ne sais pas »", False: "pas encore de réponse"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. Where `unknown`, the value says that it is, and why."""

    label: str
    value: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A few lines under a title."""

    title: str
    rows: tuple[Fact, ...]


def describe_household(talk: Conversation) -> tuple[Facts, ...]:
    """Every question that is asked of the person, with what is known."""
    told = (key for key in talk.told_keys if key not in (keys.PREGNANCY, keys.DUE))
    rows = {key: _fact(talk, key) for key in told}
    groups = {
        "La famille": (
            *(keys.COUPLE, keys.PARTNER_BIRTH, keys.ISOLATED_SINCE, keys.CHILD_SUPPORT),
            *(keys.CUSTODY, keys.PARENTS_HOME, keys.PERMIT, keys.PARTNER_PERMIT),
            *(keys.care_key(child) for child in talk.children),
        ),
        "Le travail et les revenus": (
            *(keys.SITUATION, keys.INCOME, keys.INCOME_SINCE),
            *(keys.SALARIES, keys.EARLIER_SALARIES),
            *(keys.PARTNER_SITUATION, keys.PARTNER_INCOME, keys.PARTNER_INCOME_SINCE),
            *(keys.PARTNER_SALARIES, keys.PARTNER_EARLIER_SALARIES),
            *(keys.RESOURCES, keys.OWN_RESOURCES),
        ),
        "Le logement et la CAF": (
            *(keys.HOUSING, keys.RENT, keys.FLAT_SHARE, keys.LOAN),
            *(keys.BENEFITS, keys.NEXT_DECLARATION),
        ),
    }
    return tuple(
        Facts(title, (*_children(talk, title), *(rows[key] for key in asked if key in rows)))
        for title, asked in groups.items()
    )


def _children(talk: Conversation, title: str) -> Iterator[Fact]:
    if title != "La famille" or not talk.children:
        return
    ages = [
        f"{child.first_name}, {say_age(child.birth_date, talk.today)}" for child in talk.children
    ]
    yield Fact(say_count(len(ages), "enfant", "enfants"), f"{NBSP}; ".join(ages))


def label_of(talk: Conversation, key: str) -> str:
    """What the question of a key is about."""
    if keys.is_care(key):
        return f"Garde {say_of(_child(talk, key).first_name)}"
    if key == keys.BENEFITS:
        return f"{LABELS[key]} en {say_month(parse_month(talk.paid_month))}"
    if key == keys.RESOURCES:
        return f"{LABELS[key]} de {talk.resources_year}"
    return LABELS[key]


def _fact(talk: Conversation, key: str) -> Fact:
    lines = tell_answer(talk, key, _words_of(talk, key), _VOICE)
    if lines is None:
        why = WHY_UNKNOWN[is_unsure(talk, key)]
        return Fact(label_of(talk, key), f"{UNKNOWN} ({why})", unknown=True)
    return Fact(label_of(talk, key), capital(f"{NBSP}; ".join(lines)))


def _child(talk: Conversation, key: str) -> Child:
    return next(child for child in talk.children if keys.care_key(child) == key)


def _words_of(talk: Conversation, key: str) -> Mapping[str, str]:
    """The words of the choices, or of the lines, of one answer."""
    if key == keys.CHILD_SUPPORT:
        return {str(child.pk): child.first_name for child in talk.children}
    if key == keys.BENEFITS:
        return {line: BENEFITS[line] for line in talk.benefit_lines}
    return CARE_KINDS if keys.is_care(key) else CHOICES.get(key, {})


def _salaries(amounts: Amounts) -> Lines:
    """Runs of months with the same salary: `0,00 € de juil. 2026 à oct. 2026`."""
    runs = groupby(amounts, key=lambda amount: amount[1])
    return (f"{NBSP}; ".join(_run(eur, [month for month, _ in run]) for eur, run in runs),)


def _run(eur: float | None, months: list[str]) -> str:
    first, last = (say_short_month(parse_month(month)) for month in (months[0], months[-1]))
    when = f"en {first}" if len(months) == 1 else f"{say_of(first)} à {last}"
    amount = UNKNOWN if eur is None else say_cents(eur) if eur else "aucun"
    return f"{amount} {when}"


def _amounts(_: str, amounts: Amounts) -> Lines:
    said = (f"{label} {UNKNOWN if eur is None else say_cents(eur)}" for label, eur in amounts)
    return (f"{NBSP}; ".join(said),)


def _care(care: CareAnswer) -> Lines:
    hours = ((care.hours_month_now, "aujourd’hui"), (care.hours_month, "avec un emploi"))
    said = [care.kind]
    if care.is_paid:
        said += [
            f"heures {UNKNOWN}es {when}"
            if count is None
            else f"{count:g}{NBSP}h {when}".replace(".", ",")
            for count, when in hours
        ]
    return (", ".join(said),)


_VOICE = Voice(
    money=say_cents,
    each_year=" par an",
    or_before="ou avant",
    birth=say_age,
    month_amounts=_salaries,
    line_amounts=_amounts,
    care=_care,
)
