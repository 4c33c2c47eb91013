"""What is read of a gain is one thing: sentence, tables and drawing say what the engine says.

Real gains of many households and jobs, and the section of the offer's page as it is rendered.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.template.loader import render_to_string

from jalon.people.models import Person
from jalon.rights import Care, Child, Flow, Gain, Household, Housing, Travel, find_gains
from jalon.web.person.offers.gain_section import make_gain_section
from jalon.web.words.months.moments import GREAT_FALL_EUR
from jalon.web.words.plain import MONTHS_FR
from tests.rights.gain.test_family import expecting, foreign, shared
from tests.rights.households import MONTH, alone, born, couple, drawn, job
from tests.web.space import gains_of
from tests.web.words.test_plain import flat

RENT = Housing("tenant_social", 455.0, 2)
JOBS = (
    job(35, travel=Travel("transit_pass", eur_month=90.8)),
    job(20, "2027-01-11", travel=Travel("car", km_day=24)),
    job(12, "2026-12-01", months=7, travel=Travel("none")),
    job(28, "2027-02-01", months=4),
)
CENT = 0.011
PX = 1.01
"""A line of the drawing is on a whole pixel."""


def cared(age: int, hours: float | None, now: float | None) -> Child:
    return Child(born(0, age), Care("creche", hours, now), 0.0)


def families() -> list[Household]:
    """Care that is paid, known or not, in part or whole; a third birthday, allowances, rents."""
    paid = cared(20, 120, 40)
    return [
        alone(housing=RENT, children=(paid,), past_benefits={"rsa": {MONTH: 560.0}}),
        alone(housing=RENT, children=(paid, Child(born(0, 30), None, 0.0))),
        alone(housing=RENT, children=(cared(30, 80, None), cared(9, None, 60))),
        couple(31, 160, 200, housing=RENT, next_declaration_month=None),
        couple(231, 80, housing=Housing("tenant", 700.0, 2), resources_n2_eur_year=None),
        expecting(couple(80, housing=RENT), 4),
        alone(housing=RENT, children=shared(100, 20)),
        foreign(couple(90, housing=RENT), 2, "not_needed"),
        *drawn(31, 8),
    ]


@dataclass(frozen=True)
class Read:
    """What somebody reads in the section."""

    figure_eur: float
    tables: tuple[tuple[tuple[float | None, ...], ...], ...]
    moments: tuple[str, ...]
    told: str
    left_px: tuple[int, ...]
    without_px: tuple[int, ...]
    zero_px: int


def number(text: str) -> float | None:
    """The amount that is written; None where it says that it is unknown."""
    found = re.search(r"[−+-]?[\d ]*\d(?:,\d+)?", re.sub(r"(?<=[−+]) ", "", text))
    return float(found[0].replace(" ", "").replace(",", ".").replace("−", "-")) if found else None


def read(page: str) -> Read:
    """The section as it is seen."""
    page = flat(html.unescape(page))
    figure = number(between(page, 'class="gain__figure">', "<")[0])
    assert figure is not None
    tables = tuple(
        tuple(
            tuple(number(cell) for cell in between(row, "<td>", "</td>"))
            for row in between(body, "<tr", "</tr>")
        )
        for body in between(page, "<tbody>", "</tbody>")
    )
    return Read(
        figure,
        tables,
        tuple(
            said
            for listed in between(page, '<ul class="moments">', "</ul>")
            for said in between(listed, "<span>", "</span>")
        ),
        between(page, 'role="img" aria-label="', '"')[0],
        tuple(int(y) for y in re.findall(r'class="gb-left" cx="[^"]*%" cy="(\d+)"', page)),
        tuple(int(y) for y in re.findall(r'class="gb-halo"[^>]* y1="(\d+)"', page)),
        int(between(page, 'class="gb-zero" x1="0" x2="100%" y1="', '"')[0]),
    )


def between(text: str, start: str, end: str) -> list[str]:
    return re.findall(f"{re.escape(start)}(.*?){re.escape(end)}", text, flags=re.DOTALL)


@pytest.fixture(scope="module")
def gains() -> list[Gain]:
    """Each household with each job, those that have a figure."""
    found = [gain for household in families() for gain in find_gains(household, JOBS)]
    return [replace(gain, id=f"o{rank}") for rank, gain in enumerate(found) if gain.net_eur_month]


def test_sentence_tables_and_drawing_say_what_the_engine_says(
    alice: Person, gains: list[Gain]
) -> None:
    assert len(gains) >= 40
    talk = gains_of(alice, {gain.id: gain for gain in gains})
    for gain in gains:
        section = make_gain_section(talk, gain.id)
        seen = read(render_to_string("web/person/offers/gain.html", {"gain": section}))
        agree(gain, seen)


def agree(gain: Gain, seen: Read) -> None:
    assert gain.net_eur_month is not None
    difference, with_job, without = seen.tables
    *months, means = difference
    # The table is the engine's, to the cent, and its mean is the figure's, to ten euros.
    for row, ours, other, more in zip(
        months, gain.with_job, gain.without_job, gain.differences, strict=True
    ):
        unsure = (ours.unsure, other.unsure, ours.unsure | other.unsure)
        for cell, eur, names in zip(row, (ours.total, other.total, more), unsure, strict=True):
            # To the euro where it rests on wages that nobody said.
            assert cell == (float(round(eur or 0.0)) if names else eur)
    is_sure = not any(flow.unsure for flow in (*gain.with_job, *gain.without_job))
    near = CENT if is_sure else 0.51
    assert means[2] == pytest.approx(gain.net_eur_month.central, abs=near)
    assert seen.figure_eur == pytest.approx(means[2], abs=5.01 + near)
    # Each line adds up: costs are below zero, and nothing goes without a name.
    for table, flows in ((with_job, gain.with_job), (without, gain.without_job)):
        for (*parts, left), flow in zip(table, flows, strict=True):
            assert left == (float(round(flow.total or 0.0)) if flow.unsure else flow.total)
            near = 0.51 * (1 + len(flow.unsure)) if flow.unsure else CENT
            assert sum(part or 0.0 for part in parts) == pytest.approx(left, abs=near)
    # The drawing is to the scale of the table.
    totals = [flow.total or 0.0 for flow in gain.with_job]
    others = [flow.total or 0.0 for flow in gain.without_job]
    eur_px = scale_of(seen, totals + others)
    for px, eur in zip(seen.left_px + seen.without_px, totals + others, strict=True):
        assert seen.zero_px - px == pytest.approx(eur / eur_px, abs=PX)
    assert [whole(edge) for edge in (min(totals), max(totals), min(others), max(others))] == list(
        spans(seen.told)
    )
    for said in seen.moments:
        agree_sentence(said, gain)


def scale_of(seen: Read, euros: list[float]) -> float:
    """Euros of a pixel, from the greatest amount."""
    pixels = [seen.zero_px - px for px in seen.left_px + seen.without_px]
    most = max(range(len(euros)), key=lambda rank: abs(euros[rank]))
    return euros[most] / pixels[most] if pixels[most] else 1.0


def spans(told: str) -> Iterator[float | None]:
    """The least and the most with the job, then without."""
    with_job, without = told.partition("Il vous reste")[2].split("avec cet emploi")
    for part in (with_job, without):
        edges = [number(text) for text in re.findall(r"−?\d[\d ]* €", part)]
        yield from edges if len(edges) > 1 else edges * 2


def whole(eur: float) -> float:
    return float(round(eur))


def agree_sentence(said: str, gain: Gain) -> None:
    """Every amount of a sentence is of the table, in the month that it names."""
    by_month = {MONTHS_FR[flow.month % 12]: flow for flow in gain.with_job}
    if said.endswith("de moins que le mois d’avant."):
        euros = [number(text) for text in re.findall(r"\d[\d ]* €", said)]
        months = re.findall(r"\ben (\w+)", said.partition(" : ")[0].lower())
        assert len(euros) == len(months) > 0
        for eur, month in zip(euros, months, strict=True):
            rank = gain.with_job.index(by_month[month])
            before, now = gain.with_job[rank - 1 : rank + 1]
            assert eur == whole((before.total or 0.0) - (now.total or 0.0))
        return
    less = re.search(r"(−?\d[\d ]*) € de moins", said)
    if less:
        named = (
            said.rpartition("en ")[2].rstrip(".").split()[0]
            if "jusqu’à" in said
            else said.split()[1][:-1]
        )
        rank = gain.with_job.index(by_month[named])
        assert number(less[1]) == whole(-(gain.differences[rank] or 0.0))
        return
    left = re.search(
        r"^En (\w+), .*(?: : c|\. C)e mois-là, il vous (resterait|manquerait) "
        r"(?:environ )?([\d ]+) €, "
        r"(?:après|contre) (?:environ )?(−?[\d ]+) € en (\w+)\.$",
        said,
    )
    if left is None:
        assert said.startswith("Dès "), said
        return
    now, before = by_month[left[1]], by_month[left[5]]
    sign = 1 if left[2] == "resterait" else -1
    assert number(left[3]) == whole(sign * (now.total or 0.0))
    assert number(left[4]) == whole(before.total or 0.0)
    assert before.month == now.month - 1


def test_no_right_ends_and_no_month_falls_below_in_silence(
    gains: list[Gain], alice: Person
) -> None:
    talk = gains_of(alice, {gain.id: gain for gain in gains})
    ends = below = falls = 0
    for gain in gains:
        section = make_gain_section(talk, gain.id)
        assert section is not None
        said = " ".join(section.moments)
        for name, words in ENDING.items():
            for before, now in zip(gain.with_job, gain.with_job[1:], strict=False):
                if eur(before, name) and not eur(now, name):
                    ends += 1
                    assert re.search(f"En {MONTHS_FR[now.month % 12]}, [^:]*{words}", said)
        under = [more for more in gain.differences if round(more or 0.0) < 0]
        assert ("que sans cet emploi" in said) == bool(under)
        below += bool(under)
        for before, now in zip(gain.with_job, gain.with_job[1:], strict=False):
            if (before.total or 0.0) - (now.total or 0.0) >= GREAT_FALL_EUR:
                falls += 1
                name = MONTHS_FR[now.month % 12]
                assert any(
                    f"en {name}" in re.split(r" : |\. ", one)[0].lower()
                    for one in map(flat, section.moments)
                )
    assert min(ends, below, falls) > 0


ENDING = {
    "rsa": "votre RSA",
    "ppa": "la prime d’activité",
    "housing": "l’aide au logement",
    "paje": "l’allocation de base de la Paje",
    "af": "les allocations familiales",
    "are": "l’allocation chômage",
}


def eur(flow: Flow, name: str) -> float:
    return flow.parts.get(name, 0.0) or getattr(flow, name, None) or 0.0
