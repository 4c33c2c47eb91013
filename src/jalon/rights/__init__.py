"""The engine of rights: what a job really brings in, and what a household may claim. Its one door.

gains = find_gains(parse_household(json.load(file)), jobs)
"""

from jalon.rights.allowances import MOST_WAIT_MONTHS
from jalon.rights.assumed import PERMIT_YEARS
from jalon.rights.costs.travel import navigo_eur_month
from jalon.rights.crowd.asks import Ask
from jalon.rights.crowd.folder import CrowdFolder
from jalon.rights.crowd.run import reckon_crowd
from jalon.rights.fisca.scope import is_within_scope
from jalon.rights.fisca.systems import is_warm, warm_systems
from jalon.rights.gain.compute import find_gains, find_gains_of_many
from jalon.rights.gain.costs import ALONE_FROM_YEARS
from jalon.rights.gain.ledger.explain import Step
from jalon.rights.gain.ledger.told_year import ToldYear, tell_year
from jalon.rights.gain.ledger.year_ledger import Ledger, make_ledger
from jalon.rights.gain.limits import not_computed
from jalon.rights.gain.ranking import rank_by_gain
from jalon.rights.gain.result import Flow, Gain
from jalon.rights.gain.to_json import gains_wire
from jalon.rights.kept import (
    KeptGains,
    law_version,
    read_check,
    read_gains,
    read_year,
    write_check,
    write_gains,
    write_year,
)
from jalon.rights.ranges import Range
from jalon.rights.request.household import (
    Adult,
    AdultStatus,
    Care,
    CareKind,
    Child,
    Household,
    Housing,
    HousingStatus,
    PermitYears,
)
from jalon.rights.request.offer import MOST_MONTHS_AHEAD, WEEKS_PER_MONTH, Job, Travel
from jalon.rights.request.parse_household import parse_household
from jalon.rights.request.parse_jobs import parse_jobs
from jalon.rights.takeup import (
    GENDERS,
    Benefit,
    Check,
    Entry,
    Gender,
    Question,
    Verdict,
    check_lines,
    check_rights,
    entries,
    questions,
    reasons,
    with_years,
)

__all__ = [
    "ALONE_FROM_YEARS",
    "GENDERS",
    "MOST_MONTHS_AHEAD",
    "MOST_WAIT_MONTHS",
    "PERMIT_YEARS",
    "WEEKS_PER_MONTH",
    "Adult",
    "AdultStatus",
    "Ask",
    "Benefit",
    "Care",
    "CareKind",
    "Check",
    "Child",
    "CrowdFolder",
    "Entry",
    "Flow",
    "Gain",
    "Gender",
    "Household",
    "Housing",
    "HousingStatus",
    "Job",
    "KeptGains",
    "Ledger",
    "PermitYears",
    "Question",
    "Range",
    "Step",
    "ToldYear",
    "Travel",
    "Verdict",
    "check_lines",
    "check_rights",
    "entries",
    "find_gains",
    "find_gains_of_many",
    "gains_wire",
    "is_warm",
    "is_within_scope",
    "law_version",
    "make_ledger",
    "navigo_eur_month",
    "not_computed",
    "parse_household",
    "parse_jobs",
    "questions",
    "rank_by_gain",
    "read_check",
    "read_gains",
    "read_year",
    "reasons",
    "reckon_crowd",
    "tell_year",
    "warm_systems",
    "with_years",
    "write_check",
    "write_gains",
    "write_year",
]
