"""The household of a person, as the engine of rights takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jalon.core.errors import JalonError
from jalon.core.months import Month, parse_month
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.household.zones import housing_zone_of
from jalon.people.models import Child as ChildRow
from jalon.people.models import Person
from jalon.rights import PERMIT_YEARS, Adult, Care, Child, Household, Housing, PermitYears

COSTS_OF_WORK_SHARE = 0.1
"""Off wages, where nobody counts their costs one by one (article 83 3° of the code of taxes)."""


class MissingAnswer(JalonError):  # noqa: N818 - a question to ask, not a failure
    """Nothing can be estimated before the answer to the question `key`."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The household cannot be told before the answer about {key}.")
        self.key = key


def household_of(person: Person, today: dt.date) -> Household:
    """The household of `person` in the month of `today`; what nobody said is None.

    Raises MissingAnswer where the engine could not even count the adults.
    """
    return build_household(conversation_of(person, today))


def build_household(talk: Conversation) -> Household:
    """The household that a conversation tells; raises MissingAnswer."""
    if talk.answers.get(keys.COUPLE) == keys.UNKNOWN:
        raise MissingAnswer(keys.COUPLE)
    resources = talk.said(keys.RESOURCES)
    return Household(
        month=talk.month,
        adults=(_first_adult(talk), _partner(talk)) if talk.is_couple else (_first_adult(talk),),
        couple=talk.is_couple,
        children=tuple(_child(talk, child) for child in talk.children),
        housing=_housing(talk),
        past_benefits=_past_benefits(talk),
        next_declaration_month=_month(talk.said(keys.NEXT_DECLARATION)),
        resources_n2_eur_year=resources["eur"] if resources else None,
        isolated_since=_month((talk.said(keys.ISOLATED_SINCE) or {}).get("month")),
        commune=talk.person.commune_code,
    )


def _first_adult(talk: Conversation) -> Adult:
    return Adult(
        birth=talk.person.birth_date,
        past_net_salaries=_known(talk.salaries()),
        income_since=_month((talk.said(keys.INCOME_SINCE) or {}).get("month")),
        resources_n2_eur_year=_own_of_first(talk),
        pregnant=_yes(talk.said(keys.PREGNANCY)) if talk.may_expect else False,
        due=_month(talk.said(keys.DUE)),
        permit_years=_permit(talk.said(keys.PERMIT)),
        with_parents=_yes(talk.said(keys.PARENTS_HOME)),
        **_status_and_income(talk.said(keys.SITUATION), talk.said(keys.INCOME)),
    )


def _partner(talk: Conversation) -> Adult:
    birth = talk.said(keys.PARTNER_BIRTH)
    if birth is None:
        raise MissingAnswer(keys.PARTNER_BIRTH)
    money = _status_and_income(talk.said(keys.PARTNER_SITUATION), talk.said(keys.PARTNER_INCOME))
    salaries = _known(talk.salaries(keys.SALARIES_OF_PARTNER))
    return Adult(
        birth=dt.date.fromisoformat(birth),
        past_net_salaries=salaries,
        income_since=_month((talk.said(keys.PARTNER_INCOME_SINCE) or {}).get("month")),
        resources_n2_eur_year=_own_resources(talk, keys.PARTNERS),
        # Asked of the couple: whoever of both awaits the child.
        pregnant=_yes(talk.said(keys.PREGNANCY)),
        permit_years=_permit(talk.said(keys.PARTNER_PERMIT)),
        with_parents=_yes(talk.said(keys.PARENTS_HOME)),
        **money,
    )


def _own_of_first(talk: Conversation) -> float | None:
    """Who is alone is asked for their own income alone, also of a year of two."""
    if talk.is_couple:
        return _own_resources(talk, keys.MINE)
    own: float | None = (talk.said(keys.RESOURCES) or {}).get("eur")
    return own


def _own_resources(talk: Conversation, whose: str) -> float | None:
    """The engine has them as the total is: once the costs of work are deducted."""
    eur: float | None = (talk.said(keys.OWN_RESOURCES) or {}).get(whose)
    return None if eur is None else round(eur * (1.0 - COSTS_OF_WORK_SHARE), 2)


def _yes(said: str | None) -> bool | None:
    return None if said is None else said == keys.YES


def _permit(said: str | None) -> PermitYears | None:
    """Years in full of what is said as long or short."""
    years: Mapping[str, PermitYears] = {
        keys.NOT_NEEDED: "not_needed",
        keys.PROTECTED: "not_needed",
        keys.LONG: float(PERMIT_YEARS),
        keys.SHORT: 0.0,
    }
    return None if said is None else years[said]


def _status_and_income(situation: str | None, eur_month: float | None) -> dict[str, Any]:
    """The status of an adult, and where the money that goes with it belongs."""
    if situation == keys.UNREGISTERED:
        return {"status": "none", "registered": False}
    status = None if situation == keys.UNDISCLOSED else situation
    name = "net_salary_eur_month" if situation in keys.EARNING else "income_eur_month"
    return {"status": status, name: eur_month}


def _child(talk: Conversation, child: ChildRow) -> Child:
    support = talk.said(keys.CHILD_SUPPORT) or {}
    care = talk.said(keys.care_key(child))
    return Child(
        birth=child.birth_date,
        care=Care(**care) if care else None,
        support_eur_month=support.get(str(child.pk)),
        custody=talk.custody_of(child),
    )


def _housing(talk: Conversation) -> Housing:
    return Housing(
        status=talk.said(keys.HOUSING),
        rent_eur=talk.said(keys.RENT),
        zone=housing_zone_of(talk.person.commune_code),
        flat_share=_yes(talk.said(keys.FLAT_SHARE)),
        loan=_yes(talk.said(keys.LOAN)),
    )


def _past_benefits(talk: Conversation) -> dict[str, dict[Month, float]]:
    """By benefit and month of payment; lines that nobody knows are left out."""
    paid: dict[str, dict[Month, float]] = {}
    for month, lines in (talk.said(keys.BENEFITS) or {}).items():
        for benefit, eur in lines.items():
            if eur is not None:
                paid.setdefault(benefit, {})[parse_month(month)] = eur
    return paid


def _known(by_month: dict[str, float | None]) -> dict[Month, float]:
    return {parse_month(month): eur for month, eur in by_month.items() if eur is not None}


def _month(text: str | None) -> Month | None:
    return parse_month(text) if text else None
