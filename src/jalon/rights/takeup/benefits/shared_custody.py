"""Children who live with each parent in turn: they count with one, with the other, or by half.

The allocations familiales are shared, or go to the parent whom both named (L. 521-2, R. 521-2 to 4
CSS); the RSA, the prime and the housing aid follow. So both readings are made, and the half is
between them. The other family benefits are of one parent alone (R. 513-1 CSS), but for the CMG,
which each has for what they pay (L. 531-5 V).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations

from jalon.rights.birthdays import is_under
from jalon.rights.paid_rsa import earns_beyond_rsa, may_be_paid_rsa
from jalon.rights.ranges import Range
from jalon.rights.request.household import Child, Household
from jalon.rights.takeup.benefits.family import PAJE_UNDER_YEARS
from jalon.rights.takeup.result import Finding, refused, unsettled
from jalon.rights.takeup.unknown.facts import dependants

OF_RESOURCES = ("rsa", "ppa", "aide_logement")
"""What support and family benefits of children may be too much for."""
OF_ONE_PARENT = ("paje", "asf", "cf", "ars")
_SHARED = "shared_custody"
_OF_PARTICIPATION = ("free", "with_participation", "maybe_participation")
_MOST_TOGETHER = 4
"""Of more children only all at once are tried with the other parent."""
Findings = Mapping[str, Finding]


def in_both_readings(household: Household, find: Callable[[Household], Findings]) -> Findings:
    """What is found with the children of shared custody, and without them; what is found of the
    household alone where there are none.
    """
    whole = find(household)
    kept = tuple(child for child in household.children if child.custody != "shared")
    if len(kept) == len(household.children):
        return _but_for_custody(household, whole, find)
    alone = replace(household, children=kept)
    without = find(alone)
    # With fewer children wages may be over every RSA; one that is paid is paid all the same.
    may_settle = may_be_paid_rsa(household) and not may_be_paid_rsa(alone)
    last = "rsa_received" if may_settle else "custody_payee"
    both = {name: _between(finding, without[name], last) for name, finding in whole.items()}
    both |= {name: _of_one(both[name], whole[name]) for name in OF_ONE_PARENT}
    both |= {"cmg": whole["cmg"], "css": _of_health(whole["css"], without["css"])}
    return both | {"af": _shared(both["af"], whole["af"], household)}


def _but_for_custody(
    household: Household, whole: Findings, find: Callable[[Household], Findings]
) -> Findings:
    """Of children whose custody nobody said: they count as whole. Where what comes with them is too
    much, and without some of them it would not be, that is asked and no refusal.
    """
    found = dict(whole)
    refused = [name for name in OF_RESOURCES if _is_refused(whole[name], "resources_too_high")]
    for some in _without_some(household) if refused else ():
        without = find(some)
        found |= {name: _asked(found[name], without[name]) for name in (*refused, "css")}
    older = tuple(child for child in household.children if not _may_go_with_paje(child, household))
    if _is_refused(whole["cf"], "paje_instead") and len(older) < len(household.children):
        # The base allowance may be the other parent's, and the complément familial due here.
        found["cf"] = _asked(whole["cf"], find(replace(household, children=older))["cf"])
    return found


def _without_some(household: Household) -> Iterator[Household]:
    """Without all the children whose custody nobody said, then without some of them, where wages
    are not too much whatever the children.
    """
    unsaid = [index for index, child in enumerate(household.children) if child.custody is None]
    sizes = range(len(unsaid), 0, -1)
    if earns_beyond_rsa(household) or len(unsaid) > _MOST_TOGETHER:
        sizes = range(len(unsaid), max(0, len(unsaid) - 1), -1)
    for away in chain.from_iterable(combinations(unsaid, size) for size in sizes):
        kept = (child for index, child in enumerate(household.children) if index not in away)
        yield replace(household, children=tuple(kept))


def _is_refused(finding: Finding, why: str) -> bool:
    return finding.verdict == "no" and finding.reasons[:1] == (why,)


def _may_go_with_paje(child: Child, household: Household) -> bool:
    """Whether a child of the base allowance may live with the other parent in turn."""
    return child.custody is None and is_under(child.birth, PAJE_UNDER_YEARS, household.month)


def _asked(whole: Finding, without: Finding) -> Finding:
    """`whole`, or as it was asked about already."""
    is_open = whole.verdict == "no" or whole.question == "custody"
    if not is_open or without.verdict == "no":
        return whole
    amount, before = without.amount_eur_month, whole.amount_eur_month
    if amount is None:
        return unsettled("custody", *whole.reasons)
    high = max(amount.high, 0.0 if before is None else before.high)
    return Finding("possible", Range(0.0, 0.0, high), "custody", whole.reasons)


def _between(whole: Finding, without: Finding, last: str) -> Finding:
    """`last`: what is asked where neither reading asks anything."""
    if whole == without:
        return whole
    if whole.amount_eur_month is not None and without.question == "pregnant":
        # Rare, and counted as usual: a birth to come that nobody spoke of makes nothing unsure.
        without = refused(*without.reasons)
    question = whole.question or without.question or last
    verdicts = {whole.verdict, without.verdict}
    if "cannot_tell" in verdicts:
        open_ = [one for one in (whole, without) if one.verdict == "cannot_tell"]
        asked = next(filter(None, (one.question for one in open_)), question)
        # The reasons of an amount that is not shown say nothing.
        why = dict.fromkeys(chain.from_iterable(one.reasons for one in open_))
        return unsettled(asked, *why, _SHARED)
    reasons = tuple(dict.fromkeys((*whole.reasons, _SHARED)))
    amount = _spanned(whole, without)
    if len(verdicts) == 1 and whole.verdict != "possible":
        return replace(whole, amount_eur_month=amount, reasons=reasons)
    if amount is None:
        return unsettled(question, *reasons)
    return Finding("possible", Range(0.0, amount.central, amount.high), question, reasons)


def _of_one(both: Finding, whole: Finding) -> Finding:
    """Of what one parent alone is paid nobody has half: what comes with the child is central."""
    amount, all_eur = both.amount_eur_month, whole.amount_eur_month
    if amount is not None and all_eur is not None:
        amount = _around(amount, all_eur.central)
    reasons = tuple("one_parent_paid" if why == _SHARED else why for why in both.reasons)
    return replace(both, amount_eur_month=amount, reasons=reasons)


def _of_health(whole: Finding, without: Finding) -> Finding:
    """The Complémentaire santé: a minor counts with both parents, or with the one on whose tax
    return they are (R. 861-2 CSS). Nothing is paid, and nothing is shared.
    """
    if whole.verdict == without.verdict == "likely":
        if whole.with_participation == without.with_participation:
            return whole
        why = (reason for reason in whole.reasons if reason not in _OF_PARTICIPATION)
        return replace(whole, reasons=(*why, "maybe_participation"), with_participation=None)
    if whole.verdict == without.verdict:
        return whole
    open_ = whole if whole.verdict == "cannot_tell" else without
    reasons = open_.reasons if open_.verdict == "cannot_tell" else ()
    return unsettled(open_.question or "custody_payee", *reasons, "child_of_both")


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
    return replace(both, amount_eur_month=_around(amount, central))


def _around(amount: Range, central: float) -> Range:
    """The same bounds around another figure: the last bit of a product may lie beyond them."""
    return replace(amount, central=min(max(central, amount.low), amount.high))
