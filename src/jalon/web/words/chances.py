"""How much a day can bear: its slack, and the leave that forgives a missed bus."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jalon.reach import Day
from jalon.web.day_pieces import list_arrivals, read_times, told_departure_s
from jalon.web.minutes import MINUTE_S, round_down_s
from jalon.web.words.legs import say_mode
from jalon.web.words.plain import NBSP, say_slack, say_time


def say_margin(day: Day) -> str:
    """Where and how tight a day that holds is tightest."""
    times = read_times(day)
    at_work = any(start_s - at_s <= times.slack_s for at_s, start_s in list_arrivals(day))
    where = "en arrivant au travail" if at_work else "en reprenant votre enfant avant la fermeture"
    if times.is_fragile:
        return f"Cette journée tient {say_slack(times.slack_s)}, {where}."
    minutes = round_down_s(times.slack_s) // MINUTE_S
    left = f"{minutes}{NBSP}minutes"
    return _("Il vous reste au moins %(left)s, %(where)s.") % {"left": left, "where": where}


def say_safe_leave(day: Day) -> str:
    """The leave that survives missing the first ride: the hour told, or another where one must go
    earlier; empty for a day without rides.

    None is known within the person's own limits where `safe_leave_s` is None: they may be why.
    """
    first = next((leg for leg in day.legs if leg.way == "out" and leg.kind == "ride"), None)
    if first is None:
        return ""
    ride = f"le premier {say_mode(first)}"
    if day.safe_leave_s is None:
        never = "même en partant plus tôt, dans vos limites, vous arriveriez trop tard"
        return f"Ne manquez pas {ride}{NBSP}: {never}."
    leave_s = told_departure_s(day)
    if leave_s <= day.safe_leave_s:
        return f"En partant à {say_time(leave_s)}, vous pouvez manquer {ride}."
    leave = say_time(day.safe_leave_s)
    return f"Pour ne rien risquer, partez à {leave}{NBSP}: vous pouvez manquer {ride}."
