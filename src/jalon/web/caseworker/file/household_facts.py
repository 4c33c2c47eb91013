"""The household as the person answered, in few words; what is unknown says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from jalon.core.months import parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.people.models import Child
from jalon.web.words.money import say_cents, say_month, say_short_month
from jalon.web.words.plain import NBSP, capital, say_age, say_count, say_of

LABELS: Mapping[str, str] = {
    keys.COUPLE: "Vie de couple",
    keys.PARTNER_BIRTH: "Âge de l’autre adulte",
    keys.PARTNER_SITUATION: "Situation de l’autre adulte",
    keys.PARTNER_INCOME: "Revenu de l’autre adulte",
    keys.PARTNER_SALARIES: "Ses salaires récents",
    keys.PARTNER_EARLIER_SALARIES: "Ses salaires d’avant",
    keys.ISOLATED_SINCE: "Parent seul depuis",
    keys.CHILD_SUPPORT: "Pension alimentaire",
    keys.SITUATION: "Situation",
    keys.INCOME: "Revenu lié à la situation",
    keys.SALARIES: "Salaires récents",
    keys.EARLIER_SALARIES: "Salaires d’avant",
    keys.HOUSING: "Logement",
    keys.RENT: "Loyer sans les charges",
    keys.BENEFITS: "Versé par la CAF",
    keys.NEXT_DECLARATION: "Prochaine déclaration",
    keys.RESOURCES: "Revenu imposable",
}
"""Each question by its key; `care_label` has those about children."""
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
    rows = {key: _fact(talk, key) for key in talk.keys}
    groups = {
        "La famille": (
            *(keys.COUPLE, keys.PARTNER_BIRTH, keys.ISOLATED_SINCE, keys.CHILD_SUPPORT),
            *(keys.care_key(child) for child in talk.children),
        ),
        "Le travail et les revenus": (
            *(keys.SITUATION, keys.INCOME, keys.SALARIES, keys.EARLIER_SALARIES),
            *(keys.PARTNER_SITUATION, keys.PARTNER_INCOME, keys.PARTNER_SALARIES),
            *(keys.PARTNER_EARLIER_SALARIES, keys.RESOURCES),
        ),
        "Le logement et la CAF": (
            *(keys.HOUSING, keys.RENT, keys.BENEFITS, keys.NEXT_DECLARATION),
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
    value = talk.said(key)
    if value is None or not talk.is_answered(key):
        why = WHY_UNKNOWN[talk.answers.get(key) == keys.UNKNOWN]
        return Fact(label_of(talk, key), f"{UNKNOWN} ({why})", unknown=True)
    say: Say = _SAY.get(key, _care)
    return Fact(label_of(talk, key), capital(say(talk, key, value)))


def _child(talk: Conversation, key: str) -> Child:
    return next(child for child in talk.children if keys.care_key(child) == key)


Say = Callable[[Conversation, str, Any], str]


def _word(words: Mapping[str, str]) -> Say:
    return lambda _, __, value: words[value]


def _month_money(_: Conversation, __: str, eur: float) -> str:
    return f"{say_cents(eur)} par mois"


def _amounts(words: Mapping[str, str], said: Mapping[str, float | None]) -> str:
    return f"{NBSP}; ".join(
        f"{words[name]} {UNKNOWN if eur is None else say_cents(eur)}" for name, eur in said.items()
    )


def _support(talk: Conversation, _: str, value: Mapping[str, float | None]) -> str:
    names = {str(child.pk): child.first_name for child in talk.children}
    return _amounts(names, {pk: value.get(pk) for pk in names})


def _benefits(talk: Conversation, _: str, value: Mapping[str, Any]) -> str:
    paid = value.get(talk.paid_month, {})
    return _amounts(BENEFITS, {name: paid.get(name) for name in talk.benefit_lines})


def _salaries(talk: Conversation, key: str, _: Any) -> str:  # noqa: ANN401 - a JSON value
    """Runs of months with the same salary: `0,00 € de juil. 2026 à oct. 2026`."""
    known = talk.known_months(key)
    runs = groupby(talk.months_of(key), key=known.get)
    return f"{NBSP}; ".join(_run(eur, list(months)) for eur, months in runs)


def _run(eur: float | None, months: list[str]) -> str:
    first, last = (say_short_month(parse_month(month)) for month in (months[0], months[-1]))
    when = f"en {first}" if len(months) == 1 else f"de {first} à {last}"
    amount = UNKNOWN if eur is None else say_cents(eur) if eur else "aucun"
    return f"{amount} {when}"


def _since(_: Conversation, __: str, value: Mapping[str, Any]) -> str:
    month = say_month(parse_month(value["month"]))
    return f"{month}, ou avant" if value["or_before"] else month


def _care(_: Conversation, __: str, value: Mapping[str, Any]) -> str:
    hours = ((value["hours_month_now"], "aujourd’hui"), (value["hours_month"], "avec un emploi"))
    said = [CARE_KINDS[value["kind"]]]
    if value["kind"] != "none":
        said += [
            f"heures {UNKNOWN}es {when}"
            if count is None
            else f"{count:g}{NBSP}h {when}".replace(".", ",")
            for count, when in hours
        ]
    return ", ".join(said)


def _birth(talk: Conversation, _: str, value: str) -> str:
    return say_age(dt.date.fromisoformat(value), talk.today)


_SAY: Mapping[str, Say] = {
    keys.COUPLE: _word({"alone": "non", "couple": "oui"}),
    keys.PARTNER_BIRTH: _birth,
    **dict.fromkeys((keys.SITUATION, keys.PARTNER_SITUATION), _word(SITUATIONS)),
    **dict.fromkeys((keys.INCOME, keys.PARTNER_INCOME, keys.RENT), _month_money),
    **dict.fromkeys((*keys.SALARIES_OF, *keys.SALARIES_OF_PARTNER), _salaries),
    keys.ISOLATED_SINCE: _since,
    keys.CHILD_SUPPORT: _support,
    keys.HOUSING: _word(HOUSINGS),
    keys.BENEFITS: _benefits,
    keys.NEXT_DECLARATION: lambda _, __, value: say_month(parse_month(value)),
    keys.RESOURCES: lambda _, __, value: f"{say_cents(value['eur'])} par an",
}
