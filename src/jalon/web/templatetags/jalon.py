"""Components that know no audience, as template tags; the settings load them for every template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from jalon.accounts.visits import has_own_account
from jalon.partners.queries import find_agent_of, find_manager_of, find_member_of
from jalon.people.queries import find_person_of
from jalon.reach import Day, Leg
from jalon.web.charts.gain_bars import Chart
from jalon.web.charts.gain_tables import MoneyTable
from jalon.web.charts.ribbon_pieces import list_kinds
from jalon.web.charts.ribbon_svg import Size, ribbon_drawing
from jalon.web.charts.timeline import tell_day
from jalon.web.words.legs import Names
from jalon.web.words.plain import say_of, say_that, say_whole_number

Context = dict[str, Any]
register = template.Library()
register.filter("of", say_of)
register.filter("that", say_that)
register.filter("thousands", say_whole_number)


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


@register.inclusion_tag(_component("account_nav"), takes_context=True)
def account_nav(context: RequestContext) -> Context:
    """The pages of whoever has entered, where a page is everybody's; a failure of ours has none."""
    user = getattr(context.get("request"), "user", None) or AnonymousUser()
    shared = {"request": context.get("request"), "csrf_token": context.get("csrf_token")}
    agent = find_agent_of(user)
    # Of a person everything is read: within the wall, where an agent is, nobody may.
    person = None if agent else find_person_of(user)
    manager = None if agent or person else find_manager_of(user)
    member = None if agent or person or manager else find_member_of(user)
    return shared | {"agent": agent, "person": person, "manager": manager, "member": member}


@register.inclusion_tag(_component("own_access_link"), takes_context=True)
def own_access_link(context: RequestContext) -> Context:
    """The way to « Mon accès », for whoever has an account of their own: the session says so."""
    request = context.get("request")
    here = request is not None and request.path == reverse("own_access")
    return {"shown": request is not None and has_own_account(request), "here": here}


@register.inclusion_tag(_component("ribbon_defs"))
def ribbon_defs() -> Context:
    """The patterns that every ribbon of the page uses, once a page."""
    return {}


@register.inclusion_tag(_component("ribbon_legend"))
def ribbon_legend(days: Sequence[Day] = ()) -> Context:
    """What each shape of the ribbon means, once a page; rare ones where `days` have them."""
    return {"kinds": {kind for day in days for kind in list_kinds(day)}}


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


@register.inclusion_tag(_component("gain_chart"))
def gain_chart(chart: Chart) -> Context:
    """A year with a job, in bars, with its legend."""
    return {"chart": chart}


@register.inclusion_tag(_component("money_table"))
def money_table(table: MoneyTable) -> Context:
    """Amounts by month; it scrolls by itself where it is too wide."""
    return {"table": table}


@register.inclusion_tag(_component("check_field"))
def check_field(field: BoundField) -> Context:
    """A box to tick, its label and its help."""
    return {"field": field}


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
