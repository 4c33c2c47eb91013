"""Every benefit for one household."""

from __future__ import annotations

from collections.abc import Mapping

from jalon.core.errors import ScaleError
from jalon.core.months import Month, first_day
from jalon.rights.assumed import assumptions
from jalon.rights.fisca import is_overseas, scale_dates
from jalon.rights.request.household import Household
from jalon.rights.scales.load import at
from jalon.rights.takeup.benefits import (
    aah_ass,
    ars,
    cmg,
    css,
    family,
    rsa_prime_housing,
)
from jalon.rights.takeup.benefits.birthday_month import on_both_sides_of_a_birthday
from jalon.rights.takeup.benefits.local_aids import local_aid
from jalon.rights.takeup.benefits.shared_custody import in_both_readings
from jalon.rights.takeup.declared.catalogue import entries, local_aids, with_years
from jalon.rights.takeup.declared.entry import Entry, ScaleOf
from jalon.rights.takeup.result import MONTHS_OF_YEAR, NOT_COMPUTED, Benefit, Check, Finding
from jalon.rights.takeup.unknown.asked_of import is_about_partner
from jalon.rights.takeup.unknown.facts import receives
from jalon.rights.takeup.unknown.worlds import find_worlds


def check_rights(household: Household) -> Check:
    """The verdict on every benefit in the household's month; what verdicts mean is in package.md.

    Amounts are net euros a month, after CRDS, for a claim made this month. What is rare and unknown
    is taken as usual, and each benefit says so: `Benefit.assumed`.
    """
    findings = in_both_readings(
        household, lambda reading: on_both_sides_of_a_birthday(reading, _findings)
    )
    return Check(
        household.month,
        tuple(
            _benefit(entry, findings[id_], household, household.month)
            for id_, entry in entries().items()
        ),
    )


def _findings(household: Household) -> Mapping[str, Finding]:
    if is_overseas(household):
        return dict.fromkeys(entries(), NOT_COMPUTED)
    worlds = find_worlds(household)
    rsa = rsa_prime_housing.rsa(household, worlds)
    return {
        "rsa": rsa,
        "ppa": rsa_prime_housing.ppa(household, worlds),
        "aide_logement": rsa_prime_housing.aide_logement(household, worlds),
        "asf": family.asf(household, worlds),
        "af": family.af(household, worlds),
        "cf": family.cf(household, worlds),
        "paje": family.paje(household, worlds),
        "cmg": cmg.find_cmg(household),
        "aah": aah_ass.aah(household),
        "ass": aah_ass.ass(household),
        "css": css.css(household, worlds, rsa),
        "ars": ars.ars(household),
        **{entry.id: local_aid(entry, household) for entry in local_aids()},
    }


def _benefit(entry: Entry, finding: Finding, household: Household, month: Month) -> Benefit:
    return Benefit(
        entry.id,
        finding.verdict,
        finding.amount_eur_month,
        finding.question,
        (*finding.reasons, *_received(entry.id, finding, household)),
        entry.claim_at,
        tuple(with_years(text, month // MONTHS_OF_YEAR) for text in entry.documents),
        None if entry.scale is None else _scale_date(entry.scale, month),
        finding.with_participation,
        assumptions(household, entry.id) if finding.verdict in ("likely", "possible") else (),
        _paid_in(entry, month),
        is_about_partner(household, finding.question),
    )


def _paid_in(entry: Entry, month: Month) -> Month | None:
    """The month, of the calendar year that runs, of what is paid once a year."""
    if entry.paid_in_month is None:
        return None
    return Month(month - month % MONTHS_OF_YEAR + entry.paid_in_month - 1)


def _received(benefit: str, finding: Finding, household: Household) -> tuple[str, ...]:
    """What the last payment known says; it never changes the verdict, which is the law's."""
    received = receives(household, benefit)
    if received is None:
        return ()
    if not received:
        return ("not_received",)
    return ("received", "paid_though_not_found") if finding.verdict == "no" else ("received",)


def _scale_date(scale: ScaleOf, month: Month) -> str | None:
    if scale.valid_from is not None:
        # A scale of its own is known from that day on, and not before.
        known = scale.valid_from <= first_day(month)
        return scale.valid_from.isoformat() if known else None
    kind, _, name = (scale.follows or "").partition(".")
    if kind == "fisca":
        return scale_dates(month)[name].isoformat()
    try:
        return at(*name.split("."), month).valid_from.isoformat()
    except ScaleError:
        return None
