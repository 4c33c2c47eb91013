"""What an offer of a list brings in, as the worker keeps it: of the nearest ones alone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jalon.jobs.person.gains import Gains
from jalon.jobs.person.nearest.read import Nearest
from jalon.web.person.offers.gain_section import TOO_FAR
from jalon.web.words.net_gain import GainFigure, say_gain


def tell_gains(nearest: Nearest) -> Gains:
    """Why there is no figure on a list, where there is none."""
    return Gains(nearest.talk, nearest.state, missing=nearest.missing, why=nearest.why)


def make_gain_line(nearest: Nearest, number: int) -> GainFigure | None:
    """The line of a card; None where there is no figure."""
    amount = nearest.ranges.get(number)
    return None if amount is None else say_gain(amount, nearest.not_counted.get(number, ()))


def why_no_gain(nearest: Nearest, number: int) -> str:
    """Why a card has no figure while others have one; empty where it has, or none has."""
    if nearest.state != "known" or nearest.ranges.get(number) is not None:
        return ""
    if number in nearest.ranges:
        return _("Jalon ne sait pas calculer ce gain.") + f" {TOO_FAR}"
    return _("Ouvrez cette offre pour savoir ce qu’elle vous apporte.")
