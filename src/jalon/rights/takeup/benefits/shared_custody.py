"""Children who live with each parent in turn: they count with one, with the other, or by half.

Family benefits are shared, or go to the parent whom both named (L. 521-2, R. 521-2 to 4 CSS); the
RSA, the prime and the housing aid follow. So both readings are made, and the half is between them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jalon.rights.birthdays import is_under
from jalon.rights.ranges import Range
from jalon.rights.request.household import Child, Household
from jalon.rights.takeup.benefits.family import PAJE_UNDER_YEARS
from jalon.rights.takeup.result import Finding, unsettled
from jalon.rights.takeup.unknown.facts import dependants

OF_RESOURCES = ("rsa", "ppa", "aide_logement")
"""What support and family benefits of children may be too much for."""
Findings = Mapping[str, Finding]


def in_both_readings(household: Household, find: Callable[[Household], Findings]) -> Findings:
    """What is found with the children of shared custody, and without them; what is found of the
    household alone where there are none.
    """
    whole = find(household)
    kept = tuple(child for child in household.children if child.custody != "shared")
    if len(kept) == len(household.children):
        return _but_for_custody(household, whole, find)
    without = find(replace(household, children=kept))
    both = {name: _between(finding, without[name]) for name, finding in whole.items()}
    return both | {"af": _shared(both["af"], whole["af"], household)}


def _but_for_custody(
    household: Household, whole: Findings, find: Callable[[Household], Findings]
) -> Findings:
    """Of children whose custody nobody said: they count as whole. Where what comes with them is too
    much, and without them it would not be, that is asked and no refusal.
    """
    found = dict(whole)
    refused = [name for name in OF_RESOURCES if _is_refused(whole[name], "resources_too_high")]
    kept = tuple(child for child in household.children if child.custody is not None)
    if refused and len(kept) < len(household.children):
        without = find(replace(household, children=kept))
        found |= {name: _asked(whole[name], without[name]) for name in (*refused, "css")}
    older = tuple(child for child in household.children if not _may_go_with_paje(child, household))
    if _is_refused(whole["cf"], "paje_instead") and len(older) < len(household.children):
        # The base allowance may be the other parent's, and the complément familial due here.
        found["cf"] = _asked(whole["cf"], find(replace(household, children=older))["cf"])
    return found


def _is_refused(finding: Finding, why: str) -> bool:
    return finding.verdict == "no" and finding.reasons[:1] == (why,)


def _may_go_with_paje(child: Child, household: Household) -> bool:
    """Whether a child of the base allowance may live with the other parent in turn."""
    return child.custody is None and is_under(child.birth, PAJE_UNDER_YEARS, household.month)


def _asked(whole: Finding, without: Finding) -> Finding:
    if whole.verdict != "no" or without.verdict == "no":
        return whole
    amount = without.amount_eur_month
    if amount is None:
        return unsettled("custody", *whole.reasons)
    return Finding("possible", Range(0.0, 0.0, amount.high), "custody", whole.reasons)


def _between(whole: Finding, without: Finding) -> Finding:
    if whole == without:
        return whole
    question = whole.question or without.question or "custody_payee"
    reasons = tuple(dict.fromkeys((*whole.reasons, "shared_custody")))
    verdicts = {whole.verdict, without.verdict}
    if "cannot_tell" in verdicts:
        asked = [one.question for one in (whole, without) if one.verdict == "cannot_tell"]
        return unsettled(next(filter(None, asked), question), *reasons)
    amount = _spanned(whole, without)
    if len(verdicts) == 1 and whole.verdict != "possible":
        return replace(whole, amount_eur_month=amount, reasons=reasons)
    if amount is None:
        return unsettled(question, *reasons)
    return Finding("possible", Range(0.0, amount.central, amount.high), question, reasons)


def _spanned(whole: Finding, without: Finding) -> Range | None:
    """From the least to the most of both; the half is central."""
    found = [one.amount_eur_month for one in (whole, without) if one.verdict != "no"]
    if not found or None in found:
        return None
    sums = [eur for eur in found if eur is not None]
    sums += [Range(0.0, 0.0, 0.0)] * (2 - len(sums))
    low, high = min(eur.low for eur in sums), max(eur.high for eur in sums)
    return Range(low, sum(eur.central for eur in sums) / 2, high)


def _shared(both: Finding, whole: Finding, household: Household) -> Finding:
    """Allocations familiales that are shared: by half for each of these children (R. 521-3 CSS)."""
    amount, all_eur = both.amount_eur_month, whole.amount_eur_month
    if amount is None or all_eur is None:
        return both
    children = dependants(household)
    counted = sum(0.5 if child.custody == "shared" else 1.0 for child in children)
    central = all_eur.central * counted / len(children)
    return replace(both, amount_eur_month=replace(amount, central=central))
