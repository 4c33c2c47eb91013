"""Every component of the pages, as a template tag; the settings load them for every template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from jalon.partners.models import Agent
from jalon.people.models import Child, Person
from jalon.reach import Day, Leg
from jalon.web.bars import Chart
from jalon.web.day import list_stretches
from jalon.web.drawing import Size, ribbon_drawing
from jalon.web.gain_tables import HEADS, Table
from jalon.web.person.cards import OfferCard, RefusalCard
from jalon.web.person.changes import Change
from jalon.web.person.profile import describe_child
from jalon.web.timeline import tell_day
from jalon.web.words.legs import Names
from jalon.web.words.net_gain import SaidGain
from jalon.web.words.plain import say_of
from jalon.web.words.reasons import Said
from jalon.web.words.unlocks import SaidUnlock

Context = dict[str, Any]
register = template.Library()
register.filter("of", say_of)


def _component(name: str) -> str:
    return f"web/components/{name}.html"


@register.inclusion_tag(_component("icon"))
def icon(name: str) -> Context:
    """A small drawing of ours; it never carries a meaning alone."""
    return {"drawing": mark_safe(render_to_string(f"web/icons/{name}.svg"))}  # noqa: S308 our own file


@register.inclusion_tag(_component("logo"))
def logo() -> Context:
    """The ranging pole."""
    return {}


@register.inclusion_tag(_component("demo_strip"))
def demo_strip() -> Context:
    """Says that people and companies are fictional, wherever they are."""
    return {"shown": getattr(settings, "JALON_DEMO", False)}


@register.inclusion_tag(_component("ribbon_defs"))
def ribbon_defs() -> Context:
    """The patterns that every ribbon of the page uses, once a page."""
    return {}


@register.inclusion_tag(_component("ribbon_legend"))
def ribbon_legend(days: Sequence[Day] = ()) -> Context:
    """What each shape of the ribbon means, once a page; rare ones where `days` have them."""
    return {"kinds": {piece.kind for day in days for piece in list_stretches(day)}}


@register.inclusion_tag(_component("ribbon_glyph"))
def ribbon_glyph(name: str, block: Mapping[str, str], size: Size) -> Context:
    """A vehicle drawn in the middle of its block."""
    return {**icon(name), "block": block, "size": size}


@register.inclusion_tag(_component("day_ribbon"))
def day_ribbon(day: Day, size: str = "compact", minutes_across: float = 0) -> Context:
    """The band of a whole day that holds; `minutes_across` gives several ribbons one scale."""
    return ribbon_drawing(day, size, minutes_across)


@register.inclusion_tag(_component("timeline"))
def timeline(day: Day, names: Names) -> Context:
    """The day told step by step."""
    return {"parts": tell_day(day, names)}


@register.inclusion_tag(_component("line_badge"))
def line_badge(leg: Leg) -> Context:
    """The line's name as it is written on the vehicle; round for the métro."""
    return {"line": leg.line, "round": leg.route_type == 1}


@register.inclusion_tag(_component("offer_card"))
def offer_card(card: OfferCard, minutes_across: float = 0) -> Context:
    """An offer that holds, with its day."""
    return {"card": card, "minutes_across": minutes_across}


@register.inclusion_tag(_component("gain_line"))
def gain_line(said: SaidGain) -> Context:
    """What a job brings in: the figure and its range."""
    return {"said": said}


@register.inclusion_tag(_component("gain_chart"))
def gain_chart(chart: Chart) -> Context:
    """A year with a job, in bars, with its legend."""
    return {"chart": chart, "heads": HEADS}


@register.inclusion_tag(_component("money_table"))
def money_table(table: Table) -> Context:
    """Amounts by month; it scrolls by itself where it is too wide."""
    return {"table": table}


@register.inclusion_tag(_component("refusal_card"))
def refusal_card(card: RefusalCard) -> Context:
    """An offer that does not hold, with its reasons."""
    return {"card": card}


@register.inclusion_tag(_component("unknown_card"))
def unknown_card(card: RefusalCard) -> Context:
    """An offer whose hours nobody gave."""
    return {"card": card}


@register.inclusion_tag(_component("care_places"))
def care_places(child: Child) -> Context:
    """Where a child may be looked after, with the hours of each place."""
    return {"child": describe_child(child)}


@register.inclusion_tag(_component("terms"))
def terms(terms: Sequence[str]) -> Context:
    """The terms of an offer on one line that breaks between them."""
    return {"terms": terms}


@register.inclusion_tag(_component("reason_list"))
def reason_list(reasons: Sequence[Said]) -> Context:
    """Reasons in plain words, one a line."""
    return {"reasons": reasons}


@register.inclusion_tag(_component("unlock_list"))
def unlock_list(unlocks: Sequence[SaidUnlock]) -> Context:
    """The single changes that would make one offer hold, with the week's travel."""
    return {"unlocks": unlocks}


@register.inclusion_tag(_component("change_list"))
def change_list(changes: Sequence[Change]) -> Context:
    """The changes that open the most offers; each leads to these offers."""
    return {"changes": changes}


@register.inclusion_tag(_component("check_field"))
def check_field(field: BoundField) -> Context:
    """A box to tick, its label and its help."""
    return {"field": field}


@register.inclusion_tag(_component("account_card"), takes_context=True)
def account_card(context: template.Context, person: Person) -> Context:
    """A demo account, its story, and the button that enters with it."""
    return {"person": person, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(_component("agent_card"), takes_context=True)
def agent_card(context: template.Context, agent: Agent) -> Context:
    """The demo account of an agent, and the button that enters with it."""
    return {"agent": agent, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(_component("page_links"))
def page_links(page: Page[Any], kept: str = "") -> Context:
    """Links to the pages before and after; `kept` is a query that ends with `&`."""
    return {"page": page, "kept": kept}


@register.inclusion_tag(_component("field"))
def field(field: BoundField) -> Context:
    """A field with its label, its help and its error, tied together for screen readers."""
    return {"field": field}


@register.simple_block_tag
def notice(content: str, kind: str = "info", role: str = "") -> SafeString:
    """A few sentences set apart: `info`, `good`, `care` or `bad`."""
    drawings = {"good": "check", "care": "warn", "bad": "warn"}
    context = {"content": content, "kind": kind, "role": role}
    return render_to_string(
        _component("notice"), {**context, "drawing": drawings.get(kind, "info")}
    )
