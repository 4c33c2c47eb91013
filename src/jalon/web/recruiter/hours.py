"""The hours of an offer as its firm gave them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jalon.core.time import WEEKDAYS
from jalon.jobs.company.models import Offer
from jalon.web.words.plain import capital, say_hour, say_weekdays


def say_shifts(offer: Offer) -> list[str]:
    """`Du lundi au vendredi, de 6 h à 9 h`, the same hours once."""
    days: dict[tuple[int, int], list[str]] = {}
    for shift in offer.shifts.all():
        days.setdefault((shift.start_s, shift.end_s), []).append(WEEKDAYS[shift.weekday])
    return [
        _("%(days)s, de %(start)s à %(end)s")
        % {
            "days": capital(say_weekdays(of_span)),
            "start": say_hour(start_s),
            "end": say_hour(end_s),
        }
        for (start_s, end_s), of_span in sorted(days.items())
    ]
