"""The law of working time, where an offer's hours go beyond it: said as what to see together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class WorkRuleWords:
    """A rule in a sentence, and its article of the Code du travail."""

    text: str
    article: str


_RULES = {
    "daily_rest": (
        gettext_noop("La loi demande 11 heures de repos entre deux jours de travail."),
        "L. 3131-1",
    ),
    "minor_night": (
        gettext_noop("Avant 18 ans, on ne travaille pas entre 22 h et 6 h, sauf autorisation."),
        "L. 3163-2",
    ),
    "minor_hours": (
        gettext_noop(
            "Avant 18 ans, on travaille au plus 8 heures par jour et 35 heures par semaine."
        ),
        "L. 3162-1",
    ),
    "minor_daily_rest": (
        gettext_noop("Avant 18 ans, il faut 12 heures de repos entre deux jours de travail."),
        "L. 3164-1",
    ),
    "minor_days_off": (
        gettext_noop("Avant 18 ans, il faut deux jours de repos qui se suivent."),
        "L. 3164-2",
    ),
    "minor_forklift": (
        gettext_noop("Avant 18 ans, on ne conduit un chariot que pendant une formation."),
        "D. 4153-27",
    ),
}


def say_work_rules(rules: Iterable[str]) -> tuple[WorkRuleWords, ...]:
    """The sentences of some rules of `jalon.jobs.person.working_time`; KeyError for another."""
    return tuple(
        WorkRuleWords(_(text), article) for text, article in (_RULES[rule] for rule in rules)
    )
