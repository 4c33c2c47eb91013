"""What a ride promises beyond its stops: a headway, a booking, a vehicle that becomes another."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jalon.reach import Leg
from jalon.web.day_pieces import Stretch
from jalon.web.words.legs import KINDS, say_line, say_the_mode
from jalon.web.words.plain import NBSP, capital, say_between, say_duration, say_time


def say_headway(leg: Leg) -> str:
    """`passage environ toutes les 8 min`, of a service that promises no minute."""
    every = say_duration(leg.headway_s)
    whole = {f"1{NBSP}min": _("minutes"), f"1{NBSP}h": _("heures")}
    return _("passage environ toutes les %(every)s") % {"every": whole.get(every, every)}


def say_be_there(leg: Leg) -> str:
    """`soyez à l’arrêt à 8 h 10 ; passage environ toutes les 8 min`: no minute of departure."""
    there = _("soyez à l’arrêt à %(time)s") % {"time": say_time(leg.depart_s)}
    return f"{there}{NBSP}; {say_headway(leg)}"


def say_get_off(leg: Leg, from_s: int, until_s: int) -> str:
    """Where one gets off, and when: so long after one got on at `from_s`, or by `until_s` where
    nobody knows when one gets on."""
    length = say_between(from_s, until_s)
    values = {"stop": leg.target_name, "length": length, "time": say_time(until_s)}
    if leg.headway_s:
        return _("Descendez à %(stop)s, à %(time)s au plus tard") % values
    return _("Descendez à %(stop)s, %(length)s plus tard") % values


def say_stays(leg: Leg) -> tuple[str, ...]:
    """Each change of the vehicle during which one stays on board."""
    said, line, the_mode = [], leg.line, say_the_mode(leg)
    for then in leg.goes_on:
        values = {"mode": the_mode, "line": then.line, "stop": then.stop_name, "to": then.headsign}
        if then.line and then.line != line:
            text = _("%(mode)s devient la ligne %(line)s à %(stop)s") % values
        else:
            text = _("%(mode)s continue après %(stop)s") % values
        stay = _("restez à bord, direction %(to)s") if then.headsign else _("restez à bord")
        said.append(capital(f"{text}{NBSP}: {stay % values}."))
        line = then.line
    return tuple(said)


def say_stretch(stretch: Stretch) -> str:
    """A stretch in a few words, for those who hear the ribbon: `bus 107, 12 min`."""
    length = say_between(stretch.from_s, stretch.until_s)
    if stretch.kind == "ride" and stretch.leg is not None:
        return ", ".join(
            [*_ride(stretch.leg), _at_most(length) if stretch.leg.headway_s else length]
        )
    return f"{KINDS[stretch.kind]}, {length}"


def _ride(leg: Leg) -> list[str]:
    """The line of a ride, and what is special about it."""
    said = [say_line(leg)]
    if leg.booking is not None:
        said.append(_("à demander au conducteur") if leg.booking.with_driver else _("à réserver"))
    if leg.headway_s:
        said += [say_headway(leg), _("à l’arrêt à %(time)s") % {"time": say_time(leg.depart_s)}]
    line = leg.line
    for then in leg.goes_on:
        if then.line and then.line != line:
            values = {"line": then.line, "stop": then.stop_name}
            said.append(_("qui devient la ligne %(line)s à %(stop)s") % values)
        line = then.line
    return said


def _at_most(length: str) -> str:
    return _("%(length)s au plus") % {"length": length}
