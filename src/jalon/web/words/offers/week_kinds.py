"""Weeks that are not as the others: holidays and public holidays, where an offer does not hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jalon.web.words.plain import say_date

SENTENCES: Mapping[str, object] = {
    "school_holidays": gettext_lazy(
        "Pendant les vacances scolaires, la journée ne tient pas (semaine du %(monday)s)."
    ),
    "public_holiday": gettext_lazy(
        "La semaine du %(monday)s, qui a un jour férié, la journée ne tient pas."
    ),
}


def say_other_weeks(kinds: Iterable[str], mondays: Mapping[str, dt.date]) -> tuple[str, ...]:
    """In which weeks an offer that holds in term does not: a sentence each."""
    return tuple(_(str(SENTENCES[kind])) % {"monday": say_date(mondays[kind])} for kind in kinds)
