"""The take-up check as the person sees it, in one table: what may be due beside what is paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.rights import Benefit, Check, entries, reasons
from jalon.web.words.agreement import agree
from jalon.web.words.benefit_questions import say_question
from jalon.web.words.money import say_between, say_whole
from jalon.web.words.plain import MONTHS_FR, join_and, say_date

VERDICTS: Mapping[str, str] = {
    "likely": "Droit probable",
    "possible": "Droit possible",
    "cannot_tell": "On ne peut pas le dire",
    "no": "Pas de droit d’après les réponses",
}
OPEN = ("likely", "possible")
NOT_ASKED, UNKNOWN_PAYMENT = "—", "inconnu"
NEVER_ASKED_BY_AN_AGENT = frozenset(("disability", "pregnant"))
"""Questions about health: they are the person's, and no page makes an agent ask them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One benefit. `to_claim`: it may be due and the person says that nothing was paid.

    `asks` is the question that would settle it, `reads` the sentences that the person reads.
    """

    id: str
    name: str
    about: str
    verdict: str
    amount: str
    received: str
    to_claim: bool
    asks: str
    reads: tuple[str, ...]
    organisation: str
    how: str
    url: str
    documents: tuple[str, ...]
    article: str
    scale: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """The table, and what is excluded apart; the names of what is to claim, and of what may be
    due and is paid or not, nobody knows.
    """

    open: tuple[Claim, ...]
    excluded: tuple[Claim, ...]
    to_claim: str
    unsure: str


def list_claims(talk: Conversation, check: Check) -> Claims:
    """What is to claim first, then the rest in the order of the check."""
    rows = [(benefit, make_claim(talk, benefit)) for benefit in check.benefits]
    shown = [row for benefit, row in rows if benefit.verdict != "no" or _is_paid(talk, benefit.id)]
    shown.sort(key=lambda row: not row.to_claim)
    names = [row.name for row in shown if row.to_claim]
    excluded = tuple(row for _, row in rows if row not in shown)
    unsure = [
        row.name
        for benefit, row in rows
        if benefit.verdict in OPEN and row.received == UNKNOWN_PAYMENT
    ]
    return Claims(
        tuple(shown),
        excluded,
        join_and(names) if names else "",
        join_and(unsure) if unsure else "",
    )


def make_claim(talk: Conversation, benefit: Benefit) -> Claim:
    """One row."""
    entry = entries()[benefit.id]
    return Claim(
        id=benefit.id,
        name=entry.name,
        about=entry.about,
        verdict=VERDICTS[benefit.verdict],
        amount=_say_amount(benefit),
        received=_say_received(talk, benefit.id),
        to_claim=benefit.verdict in OPEN and _paid(talk).get(benefit.id) == 0,
        asks=_ask(benefit, talk.today.year),
        reads=tuple(agree(reasons()[code], entry.gender) for code in benefit.reasons),
        organisation=benefit.claim_at.organisation,
        how=benefit.claim_at.how,
        url=benefit.claim_at.url,
        documents=benefit.documents,
        article=entry.article,
        scale=say_date(dt.date.fromisoformat(benefit.scale_date)) if benefit.scale_date else "",
        is_fictional=entry.fictional,
    )


def _say_amount(benefit: Benefit) -> str:
    """Euros a month, or the sum of a year with its month."""
    by_year = benefit.paid_in is not None
    amount = benefit.amount_eur_year if by_year else benefit.amount_eur_month
    if amount is None or round(amount.high) <= 0:
        return ""
    month = MONTHS_FR[benefit.paid_in % len(MONTHS_FR)] if benefit.paid_in is not None else ""
    return f"{say_between(amount)} en {month}" if by_year else say_between(amount)


def _ask(benefit: Benefit, year: int) -> str:
    return "" if benefit.question in NEVER_ASKED_BY_AN_AGENT else say_question(benefit, year)


def _paid(talk: Conversation) -> Mapping[str, float | None]:
    """What the person says that the CAF paid last month, by benefit."""
    said = talk.said(keys.BENEFITS) or {}
    paid: Mapping[str, float | None] = said.get(talk.paid_month, {})
    return paid


def _is_paid(talk: Conversation, benefit: str) -> bool:
    return bool(_paid(talk).get(benefit))


def _say_received(talk: Conversation, benefit: str) -> str:
    if benefit not in talk.benefit_lines:
        return NOT_ASKED
    eur = _paid(talk).get(benefit)
    return UNKNOWN_PAYMENT if eur is None else say_whole(eur)
