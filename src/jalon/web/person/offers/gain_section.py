"""What a job brings in: the line of a card, and the section of an offer's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from jalon.jobs.person.gains import Gains
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation
from jalon.rights import Gain, reasons
from jalon.web.charts.gain_bars import Chart, draw_chart
from jalon.web.charts.gain_tables import MoneyTable, list_tables
from jalon.web.person.offers.list_place import BACK_TO_LIST
from jalon.web.person.rights.letter import ASSUMED_FIELDS
from jalon.web.person.rights.question_of_field import address_to_ask, is_settled
from jalon.web.person.rights.question_order import ask_address
from jalon.web.person.rights.questions import make_question
from jalon.web.words.gains import CAUSES, NOT_COMPUTED, NOT_COUNTED, NOTICES, UNSURE_WAGES, say_all
from jalon.web.words.months.moments import say_moments
from jalon.web.words.net_gain import GainFigure, say_gain
from jalon.web.words.plain import join_and, say_date

TOO_FAR = "Cette offre commence dans plus d’un an."
SCALES = {
    "rsa": "RSA",
    "ppa": "prime d’activité",
    "housing": "aide au logement",
    "family": "prestations familiales",
    "smic": "SMIC",
}
_OF_CARE = "care"
_OF_WAGES = (
    *(keys.SALARIES, keys.EARLIER_SALARIES),
    *(keys.PARTNER_SALARIES, keys.PARTNER_EARLIER_SALARIES),
)
PAST_SALARIES = "past_salaries_unknown"
"""Said once, beside the figure: of its range and of its months."""
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "declaration_month_unknown": (keys.NEXT_DECLARATION,),
    "rsa_not_received": (keys.BENEFITS,),
    "rsa_to_claim": (keys.BENEFITS,),
    "housing_unknown": (keys.HOUSING, keys.RENT),
    "paid_differs_from_model": (keys.BENEFITS,),
    "child_support_unknown": (keys.CHILD_SUPPORT,),
    "resources_n2_unknown": (keys.RESOURCES,),
    "isolation_unknown": (keys.ISOLATED_SINCE,),
    "care_unknown": (_OF_CARE,),
    "care_hours_unknown": (_OF_CARE,),
    "care_today_unknown": (_OF_CARE,),
    "childcare": (_OF_CARE,),
    "income_since_unknown": (keys.INCOME_SINCE, keys.PARTNER_INCOME_SINCE),
    "loan_unknown": (keys.LOAN,),
    "two_earners_unknown": (keys.OWN_RESOURCES,),
    "birth_to_come": (keys.DUE,),
    "housing_aid": (keys.RENT,),
    "housing_aid_held": (keys.RENT,),
    "housing_aid_not_received": (keys.BENEFITS,),
    "housing_aid_to_claim": (keys.BENEFITS,),
    "young_worker_unknown": (keys.BENEFITS,),
    "allowance_unknown": (keys.INCOME, keys.PARTNER_INCOME),
    "status_unknown": (keys.SITUATION, keys.PARTNER_SITUATION),
    "salary_now_unknown": (keys.PARTNER_INCOME,),
    PAST_SALARIES: _OF_WAGES,
}
"""The questions of « Mes droits » whose answers settle a code, in the order of asking."""


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    """A sentence, and the address of the question that would settle it; empty where none would."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What keeps all the figures away: its words are the template's; `url` is where to go on."""

    state: str
    url: str
    started: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GainSection:
    """The section of an offer's page. `said` is None where nothing is computed: `why` says it.

    `unsure_month_url` leads to the question that settles the months of `moments`, where they are
    not sure. `unsure` is said beside the figure.
    """

    said: GainFigure | None
    why: tuple[str, ...]
    is_loss: bool = False
    causes: tuple[LinkedSentence, ...] = ()
    moments: tuple[str, ...] = ()
    chart: Chart | None = None
    tables: tuple[MoneyTable, ...] = ()
    not_counted: tuple[LinkedSentence, ...] = ()
    scales: tuple[str, ...] = ()
    unsure_month_url: str = ""
    notices: tuple[str, ...] = ()
    assumed: tuple[LinkedSentence, ...] = ()
    unsure: LinkedSentence | None = None


def make_invitation(gains: Gains, back: str = BACK_TO_LIST) -> Invitation | None:
    """What to say in the place of figures; None where there are some. An answer leads `back`."""
    if gains.state == "known":
        return None
    started = bool(gains.talk.answers)
    url = question_url(gains.talk, gains.missing, back) or reverse("rights")
    return Invitation(gains.state, url, started, say_why(gains.why))


def make_gain_section(gains: Gains, slug: str, back: str = BACK_TO_LIST) -> GainSection | None:
    """The section of one offer; None where no offer has a figure: `make_invitation` says why.

    An answer to a question of the section leads `back`.
    """
    if gains.state != "known":
        return None
    gain = gains.by_slug.get(slug)
    if gain is None or gain.net_eur_month is None:
        return GainSection(None, (" ".join(say_why(gain.not_computed)) if gain else TOO_FAR,))
    causes = [code for code in gain.causes if code != PAST_SALARIES]
    return GainSection(
        said=say_gain(gain.net_eur_month, gain.not_counted),
        why=(),
        is_loss=gain.net_eur_month.central < 0,
        causes=_say_codes(CAUSES, causes, gains.talk, back),
        moments=say_moments(gain),
        chart=draw_chart(gain),
        tables=list_tables(gain),
        not_counted=_say_codes(NOT_COUNTED, gain.not_counted, gains.talk, back),
        scales=_say_scales(gain),
        unsure_month_url=question_url(gains.talk, keys.NEXT_DECLARATION, back)
        if "declaration_month_unknown" in gain.causes
        else "",
        notices=say_all(NOTICES, gain.notices),
        assumed=tuple(_assumed(code, gains.talk, back) for code in gain.assumed),
        unsure=LinkedSentence(UNSURE_WAGES, _settling_url(gains.talk, PAST_SALARIES, back))
        if _rests_on_past_wages(gain)
        else None,
    )


def question_url(talk: Conversation, key: str, back: str = BACK_TO_LIST) -> str:
    """The address of a question that is asked of this person; empty for another."""
    if key == _OF_CARE:
        key = _open_care(talk)
    if key not in talk.keys:
        return ""
    return ask_address(make_question(talk, key).address, back)


def _open_care(talk: Conversation) -> str:
    """The first question about the care of a child whose answer leaves something out."""
    of_care = [key for key in talk.keys if keys.is_care(key)]
    return next((key for key in of_care if None in (talk.said(key) or {"": None}).values()), "")


def _rests_on_past_wages(gain: Gain) -> bool:
    """Whether wages that nobody said move the figure, or an amount of a month."""
    flows = (*gain.with_job, *gain.without_job)
    return PAST_SALARIES in gain.causes or any(flow.unsure for flow in flows)


def _say_codes(
    words: Mapping[str, str], codes: Iterable[str], talk: Conversation, back: str
) -> tuple[LinkedSentence, ...]:
    """Sentences in the order of the words; KeyError for a code that has none."""
    order = list(words)
    return tuple(
        LinkedSentence(words[code], _settling_url(talk, code, back))
        for code in sorted(codes, key=order.index)
    )


def _settling_url(talk: Conversation, code: str, back: str) -> str:
    """The address of the first question that still leaves a code open; else of the first asked."""
    candidates = QUESTIONS.get(code, ())
    unsettled = [key for key in candidates if key in talk.keys and not is_settled(talk, key)]
    urls = (question_url(talk, key, back) for key in (*unsettled, *candidates))
    return next(filter(None, urls), "")


def _assumed(code: str, talk: Conversation, back: str) -> LinkedSentence:
    """What is counted as usual, and the question of who is in another case."""
    return LinkedSentence(reasons()[code], address_to_ask(talk, ASSUMED_FIELDS[code], back))


def say_why(codes: Iterable[str]) -> tuple[str, ...]:
    """Why the law of a household is not computed, a sentence each."""
    return tuple(NOT_COMPUTED[code] for code in codes)


def _say_scales(gain: Gain) -> tuple[str, ...]:
    """`RSA et prime d’activité au 1er avril 2026`: the amounts of the law by their day."""
    days: dict[dt.date, list[str]] = {}
    for name, day in gain.scales.items():
        days.setdefault(day, []).append(SCALES[name])
    return tuple(f"{join_and(names)} au {say_date(day)}" for day, names in days.items())
