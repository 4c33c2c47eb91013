"""Adults who come of an age in this month, after its first day: of 18 for the prime d'activité (L.
842-2 CSS, asked in the month of the right by R. 842-2), of 25 for the RSA and the Complémentaire
santé (L. 262-4 CASF, R. 861-2 CSS, asked on the day of the claim). Who reads on the 30th is of that
age, and nobody says which day the claim is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jalon.core.months import Month, month_of
from jalon.rights.ranges import Range
from jalon.rights.request.household import Adult, Household
from jalon.rights.takeup.result import Finding

AGES = (18, 25)
OF_AGE = ("rsa", "ppa", "css")
_REASON = "birthday_this_month"
Findings = Mapping[str, Finding]


def on_both_sides_of_a_birthday(
    household: Household, find: Callable[[Household], Findings]
) -> Findings:
    """What is found before the birthday, and where it is otherwise from that day on, both."""
    before = find(household)
    adults = tuple(_from_the_first(adult, household.month) for adult in household.adults)
    if adults == household.adults:
        return before
    after = find(replace(household, adults=adults))
    return dict(before) | {name: _either(before[name], after[name]) for name in OF_AGE}


def _from_the_first(adult: Adult, month: Month) -> Adult:
    """An adult who comes of an age later in the month, as on its last day."""
    comes = adult.birth.day > 1 and month - month_of(adult.birth) in {12 * age for age in AGES}
    return replace(adult, birth=adult.birth.replace(day=1)) if comes else adult


def _either(before: Finding, after: Finding) -> Finding:
    paid = [one.amount_eur_month for one in (before, after) if one.amount_eur_month is not None]
    verdicts = {before.verdict, after.verdict}
    if before == after or (not paid and len(verdicts) == 1):
        return before
    question = after.question or before.question
    if not paid:
        open_ = after if after.verdict == "cannot_tell" else before
        why = open_.reasons if open_.verdict == "cannot_tell" else ()
        return Finding("cannot_tell", None, question, (*why, _REASON))
    low = min(eur.low for eur in paid) if verdicts == {"likely"} else 0.0
    amount = Range(low, paid[-1].central, max(eur.high for eur in paid))
    if verdicts == {"likely"}:
        return Finding("likely", amount, None, (*after.reasons, _REASON))
    return Finding("possible", amount, question, (*after.reasons, _REASON))
