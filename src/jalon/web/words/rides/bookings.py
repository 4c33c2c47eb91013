"""How a ride is booked: the number, the delay, the address, as far as the feed says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jalon.reach import Booking, Day
from jalon.web.words.plain import NBSP, say_duration, say_hour

_GAP = r"[\s.\-/]?"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[\s.\-/])(?:0(?:{_GAP}\d){{9}}|\+\d(?:{_GAP}\d){{7,14}})(?!{_GAP}\d)"
)
"""A whole French or international number; two in one text are two matches."""
_SHORT_NUMBER = re.compile(rf"\d{{2}}{_GAP}\d{{2}}|\d{{3}}")
"""`3949`, alone: within a text it could be a year or an hour."""

FAR_DAYS = 3
"""From here on a day before has no name, and is counted."""


@dataclass(frozen=True, slots=True)
class BookingWords:
    """How to book, in words. `dialled` is the number as a telephone takes it, `url` a web address:
    both empty where the feed's text is none, and then `phone` and `site` are only read.
    `is_unsaid` where the feed says nothing of how.
    """

    title: str
    delay: str
    phone: str
    dialled: str
    site: str
    url: str
    message: str
    is_unsaid: bool


def say_booking(booking: Booking) -> BookingWords:
    """Everything that the feed says of how to book one ride."""
    site, url = _web_address(booking.url.strip())
    delay = say_delay(booking)
    told = (booking.with_driver, booking.phone, booking.url, booking.message, delay)
    return BookingWords(
        title=_("À réserver, en le disant au conducteur")
        if booking.with_driver
        else _("À réserver"),
        delay=delay,
        phone=booking.phone.strip(),
        dialled=_dialled(booking.phone),
        site=site,
        url=url,
        message=booking.message.strip(),
        is_unsaid=not any(told),
    )


def say_delay(booking: Booking) -> str:
    """`au moins 30 min avant`, `la veille avant 17 h`; empty where the feed does not say."""
    said = []
    if booking.notice_min:
        said.append(
            _("au moins %(length)s avant") % {"length": say_duration(booking.notice_min * 60)}
        )
    if booking.until_s is not None:
        days = booking.days_before or 0
        until = _("%(day)s avant %(hour)s") if days < FAR_DAYS else _("%(day)s, avant %(hour)s")
        said.append(until % {"day": _day(days), "hour": say_hour(booking.until_s)})
    elif booking.days_before is not None:
        said.append(_("%(day)s au plus tard") % {"day": _day(booking.days_before)})
    return ", ".join(said)


def say_booked(days: Sequence[Day]) -> str:
    """`trajet à réserver`, `trajet à réserver certains jours`; empty where there is none.

    A stop that one asks the driver for needs no call before: it is another sign.
    """
    of_days = [[leg.booking for leg in day.legs if leg.booking is not None] for day in days]
    if not any(of_days):
        return ""
    by_driver = all(booking.with_driver for bookings in of_days for booking in bookings)
    said = _("trajet à demander au conducteur") if by_driver else _("trajet à réserver")
    if all(of_days):
        return said
    return _("%(sign)s certains jours") % {"sign": said}


def _day(days_before: int) -> str:
    if days_before < FAR_DAYS:
        return (_("le jour même"), _("la veille"), _("l’avant-veille"))[days_before]
    count = ngettext("%(days)s jour avant", "%(days)s jours avant", days_before)
    return (count % {"days": days_before}).replace(" ", NBSP, 1)


def _dialled(phone: str) -> str:
    """The first whole number of a text; empty rather than a wrong one."""
    text = phone.replace("(0)", "").strip()
    found = _NUMBER.search(text) or _SHORT_NUMBER.fullmatch(text)
    return re.sub(r"[^\d+]", "", found[0]) if found else ""


def _web_address(text: str) -> tuple[str, str]:
    """What is read of an address, and the address itself where it is one of the web."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return text, ""
    if parts.scheme not in ("http", "https") or not host:
        return text, ""
    return host.removeprefix("www."), text
