"""What an offer of a list brings in, as the worker keeps it: of the nearest ones alone."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jalon.jobs.person.nearest.queries import Nearest
from jalon.web.person.offers.gain_section import TOO_FAR, say_why
from jalon.web.words.net_gain import GainFigure, say_gain

_NOT_COMPUTED = gettext_lazy("Jalon ne sait pas calculer ce gain.")


def make_gain_line(nearest: Nearest, number: int) -> GainFigure | None:
    """The line of a card; None where there is no figure."""
    amount = nearest.ranges.get(number)
    return None if amount is None else say_gain(amount, nearest.not_counted.get(number, ()))


def why_no_gain(nearest: Nearest, number: int) -> str:
    """Why a card has no figure while others have one; empty where it has, or none has."""
    if nearest.gains.state != "known" or nearest.ranges.get(number) is not None:
        return ""
    if number in nearest.too_far:
        return f"{_NOT_COMPUTED} {TOO_FAR}"
    if number in nearest.not_computed:
        return " ".join((str(_NOT_COMPUTED), *say_why(nearest.not_computed[number])))
    return _("Ouvrez cette offre pour savoir ce qu’elle vous apporte.")
