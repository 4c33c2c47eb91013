"""What a household may claim, benefit by benefit; never a "no" for want of an answer."""

from jalon.rights.takeup.catalogue import entries, questions, reasons
from jalon.rights.takeup.check import check_rights
from jalon.rights.takeup.entry import Entry, Question
from jalon.rights.takeup.types import Benefit, Check, Claim, Finding, Verdict
from jalon.rights.takeup.wire import check_lines

__all__ = [
    "Benefit",
    "Check",
    "Claim",
    "Entry",
    "Finding",
    "Question",
    "Verdict",
    "check_lines",
    "check_rights",
    "entries",
    "questions",
    "reasons",
]
