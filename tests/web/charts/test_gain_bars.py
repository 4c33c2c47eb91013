"""Twelve months as bars, and the tables under them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from jalon.core.months import Month
from jalon.rights import Flow
from jalon.web.charts.gain_bars import BOTTOM_PX, PLOT_PX, TOP_PX, YearLabel, draw_chart
from jalon.web.charts.gain_tables import list_tables
from jalon.web.words.months.parts import COSTS, INCOMES
from tests.web.gains import make_gain, not_computed_gain
from tests.web.words.test_plain import flat

DIGIT_PX = 7.6
"""A digit of 13 px."""
PHONE_PX = 272
"""What a screen of 320 px leaves to the drawing."""


def test_bars_are_stacked_without_a_gap_on_both_sides_of_the_line() -> None:
    chart = draw_chart(make_gain())
    assert len(chart.bars) == 12
    for bar in chart.bars:
        edges = [(part.y, part.y + part.height) for part in bar.parts if part.kind in INCOMES]
        assert edges[0][1] == chart.zero_y
        assert all(under[0] == over[1] for under, over in pairwise(edges))
        costs = [(part.y, part.y + part.height) for part in bar.parts if part.kind in COSTS]
        assert costs[0][0] == chart.zero_y
        assert costs[-1][1] <= chart.height - BOTTOM_PX
        assert edges[-1][0] >= TOP_PX


def test_heights_are_to_one_scale() -> None:
    bar = draw_chart(make_gain()).bars[0]
    heights = {part.kind: part.height for part in bar.parts}
    px_eur = PLOT_PX / (1012.4 + 652.65 + 388.0 + 200.77 + 70.59 + 45.4)
    assert heights["salary_net"] == pytest.approx(1012.4 * px_eur, abs=1)
    assert heights["childcare"] == pytest.approx(70.59 * px_eur, abs=1)
    assert set(heights) == {"salary_net", "rsa", "housing", "family", "childcare", "travel"}


def test_the_line_is_at_what_there_is_without_the_job() -> None:
    chart = draw_chart(make_gain())
    assert all(bar.without_y < chart.zero_y for bar in chart.bars)
    assert {bar.without_y > bar.left_y for bar in chart.bars} == {True}
    assert {bar.join for bar in chart.bars} == {None}


def test_months_have_their_letters_and_each_year_once() -> None:
    bars = draw_chart(make_gain()).bars
    assert "".join(bar.letter for bar in bars) == "DJFMAMJJASON"
    assert [bar.year.text if bar.year else "" for bar in bars] == ["2026", "2027", *[""] * 10]


@pytest.mark.parametrize("first", range(12))
@pytest.mark.parametrize("width_px", [PHONE_PX, 312, 364])
def test_no_two_years_and_no_amount_of_the_scale_are_hidden_on_a_phone(
    first: int, width_px: int
) -> None:
    gain = make_gain()
    flows = tuple(replace(flow, month=Month(flow.month + first)) for flow in gain.with_job)
    chart = draw_chart(replace(gain, with_job=flows))
    years = [span_px(bar.year, width_px) for bar in chart.bars if bar.year]
    assert len(years) == (1 if first == 1 else 2)
    assert all(here[1] + 2 < there[0] for here, there in pairwise(years))
    assert all(left >= 0 and right <= width_px for left, right in years)
    first_bar_px = percent(chart.bars[0].x) * width_px
    assert {line.text for line in chart.lines} >= {"2\N{NO-BREAK SPACE}000"}
    assert all(len(line.text) * DIGIT_PX < first_bar_px for line in chart.lines)


def span_px(label: YearLabel, width_px: int) -> tuple[float, float]:
    """Where a year is drawn: from its left to its right."""
    x, length = percent(label.x) * width_px, len(label.text) * DIGIT_PX
    return (x - length, x) if label.anchor == "end" else (x, x + length)


def percent(text: str) -> float:
    return float(text.removesuffix("%")) / 100


def test_a_year_without_any_income_is_drawn_too() -> None:
    gain = make_gain()
    nothing = tuple(
        replace(flow, salary_net=0.0, rsa=0.0, ppa=0.0, housing=0.0, family=0.0, total=0.0)
        for flow in gain.without_job
    )
    chart = draw_chart(replace(gain, with_job=nothing, without_job=nothing))
    assert chart.legend == ()


def test_what_is_not_computed_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="not computed"):
        draw_chart(not_computed_gain())


def test_the_drawing_is_told_in_a_sentence() -> None:
    assert flat(draw_chart(make_gain()).told) == (
        "Douze mois à partir de décembre 2026. Il vous reste entre 1 823 € et 2 138 € par mois "
        "avec cet emploi ; 1 241 € sans cet emploi. Les montants de chaque mois sont dans le "
        "tableau qui suit."
    )


def test_every_part_has_a_pattern_of_its_own_and_no_comma_in_its_numbers() -> None:
    drawn = render_to_string("web/components/gain_chart.html", {"chart": draw_chart(make_gain())})
    assert 'role="img"' in drawn
    assert not re.findall(r' (?:x|y|x1|x2|y1|y2|width|height|cx|cy)="[^"]*,', drawn)
    assert len(re.findall(r'<rect class="gb gb-salary_net" x="\d', drawn)) == 13


def test_tables_say_every_amount_to_the_cent() -> None:
    difference, with_job, without = list_tables(make_gain())
    assert [flat(cell) for cell in difference.rows[0].cells] == ["2 137,83", "1 241,42", "896,41"]
    assert difference.rows[-1].is_mean
    assert with_job.heads == (
        *("Salaire net", "RSA", "Prime d’activité", "Aide au logement"),
        *("Prestations familiales", "Garde", "Trajet", "Il vous reste"),
    )
    assert without.heads == ("RSA", "Aide au logement", "Prestations familiales", "Il vous reste")
    assert [len(table.rows) for table in (difference, with_job, without)] == [13, 12, 12]


def test_the_mean_of_the_table_is_the_figure() -> None:
    gain = make_gain()
    assert gain.net_eur_month is not None
    mean = list_tables(gain)[0].rows[-1].cells[-1]
    assert mean == f"{gain.net_eur_month.central:.2f}".replace(".", ",")


def test_a_cost_that_nobody_knows_is_said_in_the_table() -> None:
    gain = make_gain()
    flows = tuple(replace(flow, childcare=None) for flow in gain.with_job)
    with_job = list_tables(replace(gain, with_job=flows))[1]
    assert with_job.rows[0].cells[with_job.heads.index("Garde")] == "inconnu"


def test_a_line_of_the_table_adds_up_with_costs_taken_off() -> None:
    with_job = list_tables(make_gain())[1]
    of_cost = dict(zip(with_job.heads, with_job.rows[0].cells, strict=True))
    assert (of_cost["Garde"], of_cost["Trajet"]) == ("−70,59", "−45,40")
    for row in with_job.rows:
        *parts, left = (
            float(flat(cell).replace(" ", "").replace(",", ".").replace("−", "-"))
            for cell in row.cells
        )
        assert sum(parts) == pytest.approx(left, abs=0.001)


def test_other_amounts_go_by_their_names() -> None:
    gain = make_gain()
    flows = tuple(
        replace(flow, other=755.0, parts={"are": 700.0, "support": 90.0, "rent_cut": -35.0})
        for flow in gain.with_job
    )
    gain = replace(gain, with_job=flows)
    assert list_tables(gain)[1].heads[5:8] == (
        "Allocation chômage",
        "Pension alimentaire",
        "Loyer en plus",
    )
    heads = {entry.kind: entry.head for entry in draw_chart(gain).legend}
    assert heads["other"] == "allocation chômage et pension alimentaire"
    assert heads["rent_cut"] == "loyer en plus"
    assert "autres" not in " ".join(heads.values())


def test_what_is_left_below_nothing_is_drawn_within_the_plot() -> None:
    gain = make_gain()
    without = tuple(replace(flow, total=-300.0) for flow in gain.without_job)
    chart = draw_chart(replace(gain, without_job=without))
    assert {bar.without_y for bar in chart.bars} == {TOP_PX + PLOT_PX}


def earning(flow: Flow, eur: float) -> Flow:
    """The month with a partner who earns."""
    return replace(flow, salary_net=flow.salary_net + eur, partner_salary=eur)


def test_where_two_earn_tables_and_legend_say_whose_wages_they_are() -> None:
    gain = make_gain()
    gain = replace(
        gain,
        with_job=tuple(earning(flow, 1200.0) for flow in gain.with_job),
        without_job=tuple(earning(flow, 1200.0) for flow in gain.without_job),
    )
    _, with_job, without = list_tables(gain)
    hers = "Salaire net de la personne avec qui vous vivez"
    assert with_job.heads[:2] == ("Votre salaire net", hers)
    assert [flat(cell) for cell in with_job.rows[0].cells[:2]] == ["1 012,40", "1 200,00"]
    assert without.heads[0] == hers
    assert [entry.head for entry in draw_chart(gain).legend if entry.kind == "salary_net"] == [
        "votre salaire net"
    ]
    assert "salaire net de la personne avec qui vous vivez" in {
        entry.head for entry in draw_chart(gain).legend
    }


def test_what_rests_on_unknown_wages_is_no_exact_amount() -> None:
    gain = make_gain()
    unsure = frozenset(("rsa", "housing", "ppa"))
    first, *later = gain.with_job
    gain = replace(gain, with_job=(replace(first, unsure=unsure), *later))
    difference, with_job, _ = list_tables(gain)
    cells = dict(zip(with_job.heads, map(flat, with_job.rows[0].cells), strict=True))
    assert cells["RSA"] == "environ 653"
    assert cells["Aide au logement"] == "au plus 388"
    assert cells["Prime d’activité"] == "environ 0"
    assert cells["Salaire net"] == "1 012,40"
    assert cells["Il vous reste"] == "environ 2 138"
    assert [flat(cell) for cell in difference.rows[0].cells] == [
        *("environ 2 138", "1 241,42", "environ 896"),
    ]
    assert flat(difference.rows[1].cells[0]) == "2 137,83"
    assert flat(difference.rows[-1].cells[2]).startswith("environ ")
    assert draw_chart(gain).told.endswith("car des salaires passés sont inconnus.")
