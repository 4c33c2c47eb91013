"""The question that would settle a benefit, about whom it is."""

from __future__ import annotations

from jalon.rights import Benefit, questions, with_years


def say_question(benefit: Benefit, year: int) -> str:
    """What is asked, the partner being named where it is theirs; empty where nothing is. `year` is
    the one that runs.
    """
    if benefit.question is None:
        return ""
    wanted = questions()[benefit.question]
    is_theirs = benefit.asks_partner and wanted.ask_partner
    return with_years(wanted.ask_partner if is_theirs else wanted.ask, year)
