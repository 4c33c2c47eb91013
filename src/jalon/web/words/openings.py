"""The audit in the words of the person whose file it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jalon.audit.models import Verb
from jalon.audit.sittings import Sitting
from jalon.web.words.plain import say_date, say_hour, say_moment

PAGES = {
    "file": "votre prénom, votre âge, votre commune, votre situation, le prénom et l’âge de vos "
    "enfants",
    "rights": "vos réponses sur votre foyer, les aides que Jalon estime, et votre année mois par "
    "mois",
    "access": "si vous avez un compte, et si une invitation vous attend",
    "rights_figure": "comment Jalon calcule un montant de votre année",
}
"""What was read, by the name that a page gives to `for_agent_on_person`."""
VERBS = {verb.value: verb.label for verb in Verb} | {
    Verb.OPENED.value: "a ouvert votre dossier",
    Verb.REFUSED.value: "a voulu ouvrir votre dossier, et n’a pas pu",
    Verb.INVITED.value: "vous a préparé une invitation à vos pages",
    Verb.JOINED.value: "avez ouvert votre compte",
    Verb.DISPUTED.value: "avez dit que ce compte n’est pas le vôtre",
}
TIMES = {
    Verb.OPENED.value: gettext_noop("En tout : %(count)d pages ouvertes."),
    Verb.REFUSED.value: gettext_noop("En tout : %(count)d essais."),
}
"""How often, of a visit with several events."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One visit: who did what, when, how often, what was read, and why.

    `times` is empty for once.
    """

    who: str
    did: str
    when: str
    times: str
    read: tuple[str, ...]
    why: str
    refused: bool


def say_opening(sitting: Sitting) -> Opening:
    """A visit in French; a page or a verb that is no longer known is said by its own name."""
    event, count = sitting.last, len(sitting.events)
    refused = event.verb == Verb.REFUSED
    times = TIMES.get(
        event.verb,
        gettext_noop("En tout : %(count)d fois."),
    )
    return Opening(
        who=event.actor_label,
        did=VERBS.get(event.verb, event.verb),
        when=_say_span(sitting.first.at, event.at),
        times=_(times) % {"count": count} if count > 1 else "",
        read=_say_read(sitting) if event.verb == Verb.OPENED else (),
        why=event.reason,
        refused=refused,
    )


def _say_read(sitting: Sitting) -> tuple[str, ...]:
    return tuple(PAGES.get(page, page) for page in sitting.pages)


def _say_span(first: dt.datetime, last: dt.datetime) -> str:
    """`2 juillet 2026 à 14 h 05`, or with its end: `2 juillet 2026, de 14 h 05 à 14 h 32`."""
    begin, end = timezone.localtime(first), timezone.localtime(last)
    if say_moment(begin) == say_moment(end):
        return say_moment(begin)
    if begin.date() != end.date():
        return _("du %(begin)s au %(end)s") % {"begin": say_moment(begin), "end": say_moment(end)}
    hours = [say_hour(moment.hour * 3600 + moment.minute * 60) for moment in (begin, end)]
    day = {"day": say_date(begin.date()), "begin": hours[0], "end": hours[1]}
    return _("%(day)s, de %(begin)s à %(end)s") % day
