"""The audit in the words of the person whose file it is about."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.audit.models import Event, Verb
from jalon.web.words.plain import say_moment

PAGES = {
    "file": "votre prénom, votre âge, votre commune, votre situation, le prénom et l’âge de vos "
    "enfants",
    "rights": "vos réponses sur votre foyer, les aides que Jalon estime, et votre année mois par "
    "mois",
    "rights_figure": "comment Jalon calcule un montant de votre année",
}
"""What was read, by the name that a page gives to `for_agent_on_person`."""
VERBS = {
    Verb.OPENED.value: "a ouvert votre dossier",
    Verb.REFUSED.value: "a voulu ouvrir votre dossier, et n’a pas pu",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """One event: who did what, when, what was read, and why."""

    who: str
    did: str
    when: str
    read: str
    why: str
    refused: bool


def say_opening(event: Event) -> Opening:
    """An event in French; a page or a verb that is no longer known is said by its own name."""
    page = str(event.detail.get("page", ""))
    refused = event.verb == Verb.REFUSED
    return Opening(
        who=event.actor_label,
        did=VERBS.get(event.verb, event.verb),
        when=say_moment(event.at),
        read="" if refused else PAGES.get(page, page),
        why=event.reason,
        refused=refused,
    )
