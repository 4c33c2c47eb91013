"""Visits in the words of who had them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from jalon.accounts.models import Visit
from jalon.accounts.models.visit import Means
from jalon.web.words.plain import say_moment


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit; `number` closes it, and is None for this one and for those that are over."""

    number: int | None
    begun: str
    means: str
    device: str
    state: str


def make_rows(visits: Iterable[Visit], session_key: str) -> list[VisitRow]:
    """The rows; the visit of `session_key` is this one."""
    return [_make_row(each, session_key) for each in visits]


def _make_row(visit: Visit, session_key: str) -> VisitRow:
    is_this = bool(visit.session_key) and visit.session_key == session_key
    return VisitRow(
        number=None if is_this or visit.ended_at else visit.pk,
        begun=say_moment(timezone.localtime(visit.begun_at)),
        means=str(Means(visit.means).label),
        device=visit.device or _("appareil inconnu"),
        state=_("cette visite") if is_this else _say_state(visit),
    )


def _say_state(visit: Visit) -> str:
    if visit.ended_at is None:
        seen = say_moment(timezone.localtime(visit.seen_at))
        return _("ouverte, vue le %(when)s") % {"when": seen}
    return _("finie")
