"""From what the engine would like to know to the question of ours that tells it."""

from __future__ import annotations

from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.web.person.rights.question_order import ask_address
from jalon.web.person.rights.questions import make_question

_KEYS_OF = {
    "adults.status": (keys.SITUATION, keys.PARTNER_SITUATION),
    "adults.past_net_salaries": (
        *(keys.SALARIES, keys.EARLIER_SALARIES),
        *(keys.PARTNER_SALARIES, keys.PARTNER_EARLIER_SALARIES),
    ),
    "adults.net_salary_eur_month": (
        *(keys.SITUATION, keys.INCOME, keys.SALARIES),
        *(keys.PARTNER_SITUATION, keys.PARTNER_INCOME, keys.PARTNER_SALARIES),
    ),
    "adults.income_eur_month": (
        *(keys.SITUATION, keys.INCOME, keys.PARTNER_SITUATION, keys.PARTNER_INCOME),
    ),
    "adults.income_since": (keys.INCOME_SINCE, keys.PARTNER_INCOME_SINCE),
    "adults.resources_n2_eur_year": (keys.OWN_RESOURCES,),
    "adults.pregnant": (keys.PREGNANCY,),
    "adults.due": (keys.DUE,),
    "adults.permit_years": (keys.PERMIT, keys.PARTNER_PERMIT),
    "adults.with_parents": (keys.PARENTS_HOME,),
    "adults.registered": (keys.SITUATION, keys.PARTNER_SITUATION),
    "children.support_eur_month": (keys.CHILD_SUPPORT,),
    "children.custody": (keys.CUSTODY,),
    "housing.flat_share": (keys.FLAT_SHARE,),
    "housing.loan": (keys.LOAN,),
    "housing.status": (keys.HOUSING,),
    "housing.rent_eur": (keys.HOUSING, keys.RENT),
    "past_benefits.rsa": (keys.BENEFITS,),
    "past_benefits.aide_logement": (keys.BENEFITS,),
    "resources_n2_eur_year": (keys.RESOURCES,),
    "isolated_since": (keys.ISOLATED_SINCE,),
}
"""By the place of a household that an answer fills; what is not here is asked nowhere by us."""


def address_to_ask(
    talk: Conversation,
    field: str | None,
    back: str = "resultat",
    *,
    of_partner: bool = False,
) -> str:
    """The first of our questions that leaves this place unknown; empty where none does. `back` is
    where its answer leads. `of_partner`: it is the second adult's that is wanted.
    """
    candidates = (
        _care(talk) if (field or "").startswith("children.care") else _KEYS_OF.get(field or "", ())
    )
    if of_partner:
        candidates = tuple(key for key in candidates if key in keys.OF_PARTNER)
    for key in candidates:
        if key in talk.every_key and not is_settled(talk, key):
            return ask_address(make_question(talk, key).address, back)
    return ""


def registration_address(talk: Conversation, back: str = "resultat") -> str:
    """The question about what somebody does who said to have no job: to look for one as registered
    is another of its answers, and not to be registered is one more. Empty where nobody said that.
    """
    for key in (keys.SITUATION, keys.PARTNER_SITUATION):
        if key in talk.every_key and talk.answers.get(key) == "none":
            return ask_address(make_question(talk, key).address, back)
    return ""


def is_settled(talk: Conversation, key: str) -> bool:
    """Whether the answer leaves nothing unknown."""
    if not talk.is_answered(key):
        return False
    value = talk.answers[key]
    if key in keys.BY_MONTH:
        known = talk.known_months(key)
        value = {month: known.get(month) for month in talk.months_of(key)}
    return not _has_unknown(value)


def _has_unknown(value: object) -> bool:
    if isinstance(value, dict):
        # Nobody is paid for this care: there are no hours to know.
        return value.get("kind") != "none" and any(_has_unknown(part) for part in value.values())
    return value is None or value in (keys.UNKNOWN, keys.UNDISCLOSED)


def _care(talk: Conversation) -> tuple[str, ...]:
    return tuple(key for key in talk.keys if keys.is_care(key))
