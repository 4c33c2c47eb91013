"""The letter: what a check says, in the words and the order that a person needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jalon.people.entitlements import Estimate
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.rights import Benefit, Gender, Range, entries, questions, reasons
from jalon.web.person.rights.answers_said import say_money
from jalon.web.person.rights.question_of_field import address_to_ask, registration_address
from jalon.web.person.rights.questions import say_month
from jalon.web.person.rights.typeset import typeset
from jalon.web.words.agreement import agree
from jalon.web.words.benefit_questions import say_question
from jalon.web.words.plain import MONTHS_FR, NBSP, say_date

LIKELY, RECEIVED, POSSIBLE, ASK, ELSEWHERE, NOT_NOW = (
    *("likely", "received", "possible", "ask", "elsewhere", "not_now"),
)
GROUPS = {
    LIKELY: ("Vous y avez sans doute droit", "À demander, d’après vos réponses."),
    RECEIVED: ("Vous recevez déjà", "Rien à demander, si rien n’a changé."),
    POSSIBLE: ("C’est possible", "Demandez : au pire, la réponse est non."),
    ASK: ("Une question manque", "Une réponse de plus, et Jalon peut vous en dire plus."),
    ELSEWHERE: (
        "À voir avec quelqu’un",
        "Jalon ne sait pas répondre seul. Ces services le peuvent.",
    ),
    NOT_NOW: ("Pas aujourd’hui", "Cela peut changer avec votre situation."),
}
_SAID_RECEIVED = frozenset(("received", "paid_though_not_found", "said_by_status"))
ASSUMED_FIELDS = {
    "assumed_no_pregnancy": "adults.pregnant",
    "assumed_whole_custody": "children.custody",
    "assumed_no_flat_share": "housing.flat_share",
    "assumed_permit": "adults.permit_years",
    "assumed_registered": "adults.status",
}
"""Where a household says what is assumed."""
_NOT_MINE = "Ce n’est pas mon cas"
_REGISTERED = "assumed_registered"
_VARIES = "varies_with_"
"""How the reasons begin that name what an amount depends on."""
_SAID_BY_THE_GROUP = frozenset(("received", "not_received", "said_by_status"))
"""Reasons that the title of the group says already."""


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One benefit in the letter. What does not apply is empty."""

    name: str
    about: str
    amount: str
    received: str
    scale: str
    reasons: tuple[str, ...]
    where: str
    how: str
    url: str
    documents: tuple[str, ...]
    ask: str
    ask_why: str
    ask_at: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Benefits that are in the same case."""

    id: str
    title: str
    intro: str
    items: tuple[LetterItem, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A sentence, and the question that settles it: its address, empty where there is none, and how
    it is led to.
    """

    text: str
    ask_at: str
    ask: str = _NOT_MINE


def make_letter(estimate: Estimate) -> list[LetterGroup]:
    """The groups that have something in them, in the order of the letter."""
    benefits = estimate.check.benefits if estimate.check else ()
    by_group: dict[str, list[LetterItem]] = {name: [] for name in GROUPS}
    for benefit in benefits:
        item = _item(estimate.talk, benefit)
        by_group[_group_of(benefit, item)].append(item)
    return [
        LetterGroup(name, typeset(GROUPS[name][0]), typeset(GROUPS[name][1]), tuple(items))
        for name, items in by_group.items()
        if items
    ]


def list_assumed(estimate: Estimate) -> list[Assumed]:
    """What is counted as usual because nobody said it, once for the whole letter."""
    benefits = estimate.check.benefits if estimate.check else ()
    codes = dict.fromkeys(code for benefit in benefits for code in benefit.assumed)
    return [_assumed(estimate.talk, code) for code in codes]


def _assumed(talk: Conversation, code: str) -> Assumed:
    text = typeset(reasons()[code])
    if code == _REGISTERED:
        # Who is says so there, and so does who is not.
        return Assumed(text, registration_address(talk), _("Revoir ma situation"))
    return Assumed(text, address_to_ask(talk, ASSUMED_FIELDS[code]))


def _group_of(benefit: Benefit, item: LetterItem) -> str:
    if _SAID_RECEIVED & set(benefit.reasons):
        return RECEIVED
    if benefit.verdict == "cannot_tell":
        return ASK if item.ask_at else ELSEWHERE
    return {"likely": LIKELY, "possible": POSSIBLE, "no": NOT_NOW}[benefit.verdict]


def _item(talk: Conversation, benefit: Benefit) -> LetterItem:
    entry = entries()[benefit.id]
    wanted = questions()[benefit.question] if benefit.question else None
    return LetterItem(
        name=entry.name,
        about=typeset(entry.about),
        amount=_say_amount(benefit),
        received=_say_received(talk, benefit.id),
        scale=_say_scale(benefit.scale_date),
        reasons=tuple(_say_reasons(benefit, entry.gender)),
        where=benefit.claim_at.organisation,
        how=typeset(benefit.claim_at.how),
        url=benefit.claim_at.url,
        documents=benefit.documents,
        ask=typeset(say_question(benefit, talk.today.year)),
        ask_why=typeset(wanted.why) if wanted else "",
        ask_at=_ask_at(talk, benefit),
        is_fictional=entry.fictional,
    )


def _ask_at(talk: Conversation, benefit: Benefit) -> str:
    """Where the question of a benefit is answered; empty where it is not asked here."""
    if benefit.question is None:
        return ""
    if benefit.question == "registered":
        return registration_address(talk)
    wanted = questions()[benefit.question]
    return address_to_ask(talk, wanted.field, of_partner=benefit.asks_partner)


def _say_reasons(benefit: Benefit, gender: Gender) -> Iterable[str]:
    said = [code for code in benefit.reasons if code not in _SAID_BY_THE_GROUP]
    if benefit.amount_eur_month is None:
        # What an amount depends on says nothing where there is none.
        said = [code for code in said if not code.startswith(_VARIES)]
    return (typeset(agree(reasons()[code], gender)) for code in said)


def _say_amount(benefit: Benefit) -> str:
    """What comes every month, or the sum of a year with its month."""
    if benefit.paid_in is None:
        return say_range(benefit.amount_eur_month)
    month = MONTHS_FR[benefit.paid_in % len(MONTHS_FR)]
    return say_range(benefit.amount_eur_year, f"en {month}")


def say_range(amount: Range | None, when: str = "par mois") -> str:
    """`environ 573 € par mois`, `entre 450 et 573 € par mois`, `jusqu’à 573 € par mois`."""
    if amount is None or round(amount.high) <= 0:
        return ""
    low, high = round(amount.low), round(amount.high)
    most = f"{say_money(high)} {when}"
    if low == high:
        return f"environ {most}"
    return (
        f"entre {say_money(low).removesuffix(f'{NBSP}€')} et {most}"
        if low > 0
        else f"jusqu’à {most}"
    )


def _say_scale(date: str | None) -> str:
    if not date:
        return ""
    since = say_date(dt.date.fromisoformat(date))
    return _("Montants de la loi depuis le %(day)s") % {"day": since}


def _say_received(talk: Conversation, benefit: str) -> str:
    """What the person says came last: `950 € reçus en octobre 2026`."""
    months = talk.said(keys.BENEFITS) or {}
    paid = [(month, lines[benefit]) for month, lines in months.items() if lines.get(benefit)]
    if not paid:
        return ""
    month, eur = max(paid)
    return f"{say_money(eur)} reçus en {say_month(month)}"
