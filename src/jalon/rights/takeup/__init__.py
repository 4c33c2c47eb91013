"""What a household may claim, benefit by benefit; never a "no" for want of an answer."""

from jalon.rights.takeup.check import check_rights
from jalon.rights.takeup.declared.catalogue import entries, questions, reasons, with_years
from jalon.rights.takeup.declared.entry import GENDERS, Entry, Gender, Question
from jalon.rights.takeup.result import Benefit, Check, Claim, Finding, Verdict
from jalon.rights.takeup.to_json import check_lines

__all__ = [
    "GENDERS",
    "Benefit",
    "Check",
    "Claim",
    "Entry",
    "Finding",
    "Gender",
    "Question",
    "Verdict",
    "check_lines",
    "check_rights",
    "entries",
    "questions",
    "reasons",
    "with_years",
]
