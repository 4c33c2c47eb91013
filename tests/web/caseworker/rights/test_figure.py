"""« Comment ce chiffre est fait »: every step has its words, and what is read adds up."""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from jalon.core.months import Month
from jalon.rights import Care, Household, Housing, Range, Step, ToldYear, Travel, tell_year
from jalon.rights.costs import account, creche
from jalon.rights.costs.cost import Cause, LeftOut
from jalon.rights.gain import limits, parts, scenarios
from jalon.rights.gain.ledger import explain, explain_costs
from jalon.web.caseworker.rights.figure import WITH, WITHOUT, open_figure, read_address
from jalon.web.caseworker.rights.months import PARTS, make_table
from jalon.web.caseworker.rights.outcome import SCALES, list_scales, say_gain
from jalon.web.words.explanations import (
    ASSUMED,
    SENTENCES,
    SumBlock,
    SumLine,
    explain_steps,
    say_step,
)
from jalon.web.words.gains import CAUSES, NOT_COMPUTED, NOT_COUNTED, say_all
from jalon.web.words.money import say_between, say_cents, say_months, say_whole
from jalon.web.words.plain import NBSP, say_of
from tests.rights.households import MONTH, alone, drawn, job

CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
RIGHTS = Path(explain.__file__).parents[2]


def texts_of(path: Path, *calls: str) -> set[str]:
    """The texts given first to some calls in a file, and those that it names in `code = …`."""
    found: list[ast.AST] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls:
            found += node.args[:1]
        if isinstance(node, ast.Assign) and "Step" in calls:
            is_code = getattr(node.targets[0], "id", "") == "code"
            found += list(ast.walk(node.value)) if is_code else []
    return {
        str(node.value)
        for node in found
        if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value))
    }


def test_every_code_of_a_step_has_words() -> None:
    codes = texts_of(Path(explain.__file__), "Step")
    codes |= texts_of(Path(explain_costs.__file__), "Step")
    codes |= texts_of(Path(account.__file__), "Piece")
    assert {"due_month", "raised_scale", "deducted_at_least", "family_total"} <= codes
    codes |= {f"family_{name}" for name in parts.FAMILY}
    codes |= {f"others_{name}" for name in parts.OTHERS}
    codes |= {f"{benefit}_minimum" for benefit in texts_of(Path(explain.__file__), "_minimum")}
    figures = Path(open_figure.__code__.co_filename)
    codes |= texts_of(figures, "Step") | {f"total_{name}" for name, _ in PARTS.values()}
    codes -= {"total_total"}
    # Two that are chosen between inside a call.
    codes |= {"care_with_job", "care_paid"}
    assert codes == set(SENTENCES)


def test_every_cause_and_everything_left_out_has_words() -> None:
    causes = {
        node.value.value
        for node in ast.walk(ast.parse(Path(scenarios.__file__).read_text()))
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Constant)
    }
    assert "declaration_month_unknown" in causes
    added = {"caf_may_differ", "paid_differs_from_model"}
    supposed = {
        "allowance_unknown",
        "past_salaries_unknown",
        "salary_now_unknown",
        "status_unknown",
    }
    assert causes | added | supposed | set(get_args(Cause)) == set(CAUSES)
    not_reformed = limits._NOT_REFORMED.values()
    assert {*not_reformed, limits._OVERSEAS, limits._OWN_WAGE} == set(NOT_COMPUTED)
    left_out = {*limits._ALWAYS, *get_args(LeftOut)}
    assert left_out <= set(NOT_COUNTED)
    told = causes | supposed
    assert told - {"unemployment_insurance"} == set(ASSUMED)


def _appended() -> set[str]:
    """What `limits.py` adds to the list of what is not counted, in some cases."""
    calls = [
        node
        for node in ast.walk(ast.parse(Path(limits.__file__).read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append"
    ]
    branches = [
        branch
        for call in calls
        for of in call.args
        for branch in ([of.body, of.orelse] if isinstance(of, ast.IfExp) else [of])
    ]
    return {str(branch.value) for branch in branches if isinstance(branch, ast.Constant)}


def test_sentences_come_in_the_order_of_the_table_once_each() -> None:
    codes = ["car_cost_per_km", "caf_may_differ", "car_cost_per_km", "not a code"]
    assert say_all(CAUSES, codes) == (CAUSES["caf_may_differ"], CAUSES["car_cost_per_km"])


def cared_for(*cares: Care | None) -> Household:
    """A lone parent on the RSA of whose children, of one year and of five, somebody looks after."""
    household = alone(*(20 + 48 * rank for rank in range(len(cares))))
    both = zip(household.children, cares, strict=True)
    return replace(household, children=tuple(replace(one, care=care) for one, care in both))


HOUSEHOLDS = {f"drawn-{rank}": one for rank, one in enumerate(drawn(77, 10))} | {
    "nursery and after school": cared_for(
        Care("creche", 120.0, 40.0), Care("after_school", 30.0, 0.0)
    ),
    "childminder and at home": cared_for(
        Care("childminder", 140.0, None, 4.5), Care("home", 60.0, 20.0)
    ),
    "one who is old enough": replace(
        alone(20, 160),
        children=(*cared_for(Care("creche", 120.0, 40.0)).children, alone(160).children[0]),
    ),
    "nobody": cared_for(Care("none"), Care("creche", 100.0, 100.0)),
    "paid otherwise": alone(
        14, past_benefits={"rsa": {Month(MONTH - 1): 1210.0}, "ppa": {Month(MONTH - 1): 61.0}}
    ),
    "nothing known of the home": alone(40, housing=Housing()),
}


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_what_is_read_adds_up_to_the_figure(household: Household) -> None:
    five_months = job(26.0, "2027-01-01", months=5, travel=Travel("car", km_day=22))
    year = tell_year(household, five_months)
    gain = year.gain
    assert gain is not None
    read = 0
    for case, flows in ((WITH, gain.with_job), (WITHOUT, gain.without_job)):
        for flow in flows[::3]:
            for part, (name, _) in PARTS.items():
                wanted = read_address(part, f"{flow.month // 12}-{flow.month % 12 + 1:02d}", case)
                assert wanted is not None
                figure = open_figure(year, wanted)
                if figure is None:
                    assert getattr(flow, name) is None
                    continue
                read += 1
                check_sums(figure.explanation.blocks, figure.explanation.ends)
                assert figure.explanation.ends[-1].amount == figure.amount
    assert read > 50


def check_sums(blocks: Sequence[SumBlock], ends: Sequence[SumLine]) -> None:
    """Lines that are added and taken off, as they are read, make the sum that ends them."""
    for block in blocks:
        *lines, last = block.lines
        left = sum(line.eur for line in lines if line.role in ("plus", "less"))
        assert last.role == "sum"
        if block.title.startswith("Enfant"):  # what is paid is under nought
            assert last.eur == pytest.approx(left, abs=0.01)
            continue
        assert last.eur == pytest.approx(max(0.0, left), abs=0.01)
        assert ("soustraction" in last.text) == (left < 0)
        parts = [line.eur for line in lines if line.role == "part"]
        if parts:
            scale, taken = lines[0].eur, next(line.eur for line in lines if line.role == "less")
            assert taken == pytest.approx(-max(sum(parts), scale), abs=0.01)
    added = [line.eur for line in ends if line.role in ("plus", "less")]
    if added:
        assert sum(added) == pytest.approx(ends[-1].eur, abs=0.03)
    choices = [line.eur for line in ends if line.role == "choice"]
    if choices:
        assert ends[-1].eur == pytest.approx(choices[-1])


def test_months_that_are_the_same_are_said_once() -> None:
    made = explain_steps(tell_year(alone(100)).explain("rsa", Month(MONTH + 4)))
    (block,) = made.blocks
    assert block.title.startswith("Septembre, octobre et novembre 2026")
    assert "pareil pour chacun" in block.title
    assert made.ends[0].text.count("+") == 2


def test_a_mean_shows_what_it_is_the_mean_of() -> None:
    steps = [
        *(
            Step("rsa_of_month", eur, (Month(MONTH + rank),))
            for rank, eur in enumerate((0.0, 90.0))
        ),
        Step("mean_of_rsa", 45.0),
    ]
    assert (
        explain_steps(steps).ends[0].text == f"Moyenne des mois regardés{NBSP}: (0,00 + 90,00) ÷ 2"
    )


def test_a_share_and_a_least_amount_are_numbers_that_one_reads() -> None:
    assert say_step(Step("share_of_earned", 1.0, number=0.5985)) == f"59,85{NBSP}% des salaires"
    assert say_step(Step("rsa_minimum", 0.0, number=6.0)).startswith(f"Sous 6,00{NBSP}€")
    assert f"(0,5{NBSP}%)" in say_step(Step("after_crds", 1.0, number=0.995))


def test_what_is_unknown_is_not_nought_and_does_not_open() -> None:
    table = make_table(tell_year(alone(30, housing=Housing("tenant"), past_benefits={})))
    cells = {cell.part: cell for cell in table.rows[0].cells}
    assert (cells["logement"].text, cells["logement"].opens) == ("inconnu", "")
    assert (cells["garde"].text, cells["garde"].opens) == ("inconnu", "")
    assert table.has_unknown
    assert not make_table(tell_year(alone())).has_unknown


def test_a_way_that_is_unknown_is_unknown_with_the_job_and_nought_without() -> None:
    table = make_table(tell_year(alone(), job(20.0)))
    way = {cell.part: cell for cell in table.rows[0].cells}["trajet"]
    assert (way.text, way.without) == ("inconnu", f"0{NBSP}€")


def test_care_that_is_unknown_today_is_not_nought_without_the_job() -> None:
    child = alone(90).children[0]
    known = replace(child, care=Care("creche", 120.0, None))
    table = make_table(tell_year(replace(alone(90), children=(known,)), job(20.0)))
    care = {cell.part: cell for cell in table.rows[0].cells}["garde"]
    assert care.text.startswith("−")
    assert (care.without, care.opens_without) == ("inconnu", "")


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((531.2, 700, 942.4), "entre 531 et 942 € de plus par mois"),
        ((-80, -40, -10), "entre 10 et 80 € de moins par mois"),
        ((-80, 0, 210), "entre 80 € de moins et 210 € de plus par mois"),
        ((99.6, 100, 100.4), "environ 100 € de plus par mois"),
    ],
)
def test_a_gain_is_said_with_its_sign(bounds: tuple[float, float, float], said: str) -> None:
    assert say_gain(Range(*bounds)).replace(NBSP, " ") == said


def test_amounts_and_months_are_said_as_people_write_them() -> None:
    assert say_cents(-1234.5) == f"−1{NBSP}234,50{NBSP}€"
    assert say_cents(-0.0) == say_cents(-0.001) == f"0,00{NBSP}€"
    assert say_whole(1234.6) == f"1{NBSP}235{NBSP}€"
    assert say_between(Range(0, 10, 450)) == f"jusqu’à 450{NBSP}€"
    assert say_between(Range(300, 400, 450.2)) == f"de 300 à 450{NBSP}€"
    assert say_months((Month(MONTH), Month(MONTH + 3))) == "novembre 2026 et février 2027"
    assert [say_of(name) for name in ("Inès", "Éric", "Karim")] == ["d’Inès", "d’Éric", "de Karim"]


def test_every_scale_of_a_year_is_dated() -> None:
    scales = tell_year(alone()).scales
    assert set(scales) == set(SCALES)
    assert "1er" in list_scales(scales)


def opened(year: ToldYear, part: str, month: str, case: str = WITH) -> list[tuple[str, str]]:
    """The lines of a figure as they are read, block after block."""
    wanted = read_address(part, month, case)
    assert wanted is not None
    figure = open_figure(year, wanted)
    assert figure is not None
    made = figure.explanation
    lines = [*(line for block in made.blocks for line in block.lines), *made.ends]
    return [(line.text, line.amount.replace(NBSP, " ")) for line in lines]


def test_a_nursery_is_hours_at_a_share_of_what_came_in() -> None:
    # The floor of 2026 and the rate of two children, by hand: 120 h of it with the job.
    rate, floor, _ = creche.values(MONTH)
    year = tell_year(cared_for(Care("creche", 120.0, 40.0), Care("none")), job(35.0))
    lines = opened(year, "garde", "2027-01")
    paid = floor.number * rate.step(2) * 120
    assert [amount for _, amount in lines] == [
        say_cents(floor.number).replace(NBSP, " "),
        say_cents(floor.number * rate.step(2)).replace(NBSP, " "),
        *(say_cents(-paid).replace(NBSP, " "),) * 3,
    ]
    assert lines[2][0] == "Crèche, 120 heures"
    without = opened(year, "garde", "2027-01", WITHOUT)
    assert without[-1] == ("Garde payée aujourd’hui", say_cents(-paid / 3).replace(NBSP, " "))


@pytest.mark.parametrize(("hours", "employer", "paid"), [(20.0, 45.4, -45.4), (7.0, 18.16, -72.64)])
def test_a_pass_is_its_price_less_the_share_of_the_employer(
    hours: float, employer: float, paid: float
) -> None:
    # From half of the legal week on it is half; 7 h of 17.5 are two fifths of that half.
    year = tell_year(alone(100), job(hours, travel=Travel("transit_pass", 90.8)))
    amounts = [amount for _, amount in opened(year, "trajet", "2027-01")]
    assert amounts == [say_cents(eur).replace(NBSP, " ") for eur in (-90.8, employer, paid)]


def test_a_month_worked_in_part_has_a_part_of_the_salary() -> None:
    # From 16 December: 16 of 31 days of 1,867 gross or so.
    year = tell_year(alone(100), job(35.0, "2026-12-16"))
    gain = year.gain
    assert gain is not None
    steps = year.explain("salary_net", gain.with_job[0].month)
    assert [step.code for step in steps] == [
        "job_gross", "job_net", "job_net_of_month", "salary_of_job",
    ]  # fmt: skip
    assert steps[2].number == pytest.approx(16 / 31)
    assert steps[2].eur == pytest.approx((steps[1].eur or 0.0) * 16 / 31)
    assert steps[3].eur == pytest.approx(gain.with_job[0].salary_net, abs=0.0051)


def test_after_a_contract_there_is_no_way_to_work_and_no_salary_of_it() -> None:
    year = tell_year(
        alone(100), job(35.0, "2026-12-01", months=2, travel=Travel("car", km_day=10.0))
    )
    assert [step.code for step in year.explain("travel", Month(MONTH + 5))] == ["travel_paid"]
    assert [step.code for step in year.explain("salary_net", Month(MONTH + 5))] == ["salary_of_job"]


def test_other_amounts_are_told_by_their_names() -> None:
    first = replace(alone(90).adults[0], status="jobseeker_are", income_eur_month=800.0)
    child = replace(alone(90).children[0], support_eur_month=95.0)
    year = tell_year(alone(adults=(first,), children=(child,)))
    address = read_address("autres", "2026-12")
    assert address is not None
    figure = open_figure(year, address)
    assert figure is not None
    told = {line.text: line.eur for line in figure.explanation.ends}
    assert told == {
        "Allocation chômage": 800.0,
        "Pension alimentaire, comme répondu": 95.0,
        "Allocations, pension alimentaire et loyer": 895.0,
    }
