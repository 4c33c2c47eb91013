"""The months in which what one receives changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jalon.rights import Flow, Gain
from jalon.web.words.months.moments import say_moments
from tests.web.gains import make_gain, with_job, without_job
from tests.web.reading.judge import is_long
from tests.web.words.test_plain import flat


def year(change: Callable[[int, Flow], Flow]) -> Gain:
    """A year whose months are changed one by one."""
    return make_gain(with_job=tuple(summed(change(rank, with_job(rank))) for rank in range(12)))


def summed(flow: Flow) -> Flow:
    """The month with what is left of it, after care and travel."""
    names = ("salary_net", "rsa", "ppa", "housing", "family", "other")
    received = sum(getattr(flow, name) or 0.0 for name in names)
    costs = (flow.childcare or 0.0) + (flow.travel or 0.0)
    return replace(flow, total=round(received - costs, 2))


def told(gain: Gain) -> list[str]:
    return [flat(sentence) for sentence in say_moments(gain)]


def steady(_: int, flow: Flow) -> Flow:
    return replace(flow, rsa=0.0, ppa=337.6)


def test_the_month_in_which_the_rsa_ends_is_said_with_both_amounts() -> None:
    assert told(make_gain()) == [
        "En avril, votre RSA s’arrête et la prime d’activité commence : ce mois-là, il vous "
        "resterait 1 823 €, contre 2 138 € en mars."
    ]


def test_the_end_of_a_contract_and_the_allowance_after_it() -> None:
    def ended(rank: int, flow: Flow) -> Flow:
        flow = steady(rank, flow)
        parts = {"are": 800.0} if rank >= 8 else {}
        salary = 0.0 if rank >= 6 else 1012.4
        return replace(flow, salary_net=salary, other=sum(parts.values()), parts=parts)

    assert told(year(ended))[1:] == [
        "En juin, votre salaire s’arrête : ce mois-là, il vous resterait 810 €, contre 1 823 € en "
        "mai.",
        "En août, l’allocation chômage commence : ce mois-là, il vous resterait 1 610 €, après "
        "810 € en juillet.",
        "En juin et en juillet, il vous resterait moins que sans cet emploi : jusqu’à 431 € de "
        "moins, en juin.",
    ]


def test_support_that_comes_anyway_is_no_event() -> None:
    gain = year(lambda rank, flow: replace(steady(rank, flow), other=150.0))
    without = tuple(replace(without_job(rank), other=150.0) for rank in range(12))
    assert told(replace(gain, without_job=without)) == ["Dès décembre, votre RSA s’arrête."]


def test_an_rsa_that_ends_at_once_is_said() -> None:
    assert told(year(steady)) == ["Dès décembre, votre RSA s’arrête."]


def test_the_greatest_fall_is_said_with_what_falls() -> None:
    def less(rank: int, flow: Flow) -> Flow:
        late = {"housing": 120.0, "family": 100.0} if rank >= 9 else {}
        early = {"housing": 350.0} if 3 <= rank < 9 else {}
        return replace(steady(rank, flow), **late, **early)  # type: ignore[arg-type]

    assert told(year(less))[1:] == [
        "En septembre, l’aide au logement et les prestations familiales baissent : ce mois-là, "
        "il vous resterait 1 454 €, contre 1 785 € en août."
    ]


def test_a_small_fall_is_not_worth_a_sentence() -> None:
    gain = year(lambda rank, flow: replace(steady(rank, flow), housing=388.0 - rank))
    assert told(gain)[1:] == []


def family_of(eur: float) -> dict[str, object]:
    return {"family": eur, "parts": {"paje": eur} if eur else {}}


def test_a_right_that_ends_in_the_year_is_named_and_ends_without_the_job_too() -> None:
    def of_month(rank: int, flow: Flow) -> Flow:
        return replace(flow, **family_of(198.16 if rank < 8 else 0.0))  # type: ignore[arg-type]

    gain = year(lambda rank, flow: of_month(rank, steady(rank, flow)))
    without = tuple(summed(of_month(rank, without_job(rank))) for rank in range(12))
    assert told(replace(gain, without_job=without))[1:] == [
        "En août, l’allocation de base de la Paje s’arrête, avec ou sans cet emploi : ce mois-là, "
        "il vous resterait 1 622 €, contre 1 820 € en juillet."
    ]


def test_what_ends_with_the_job_comes_before_what_ends_anyway() -> None:
    def of_month(rank: int, flow: Flow) -> Flow:
        return replace(flow, **family_of(198.16 if rank < 4 else 0.0))  # type: ignore[arg-type]

    gain = year(of_month)
    without = tuple(summed(of_month(rank, without_job(rank))) for rank in range(12))
    [sentence] = told(replace(gain, without_job=without))
    assert sentence.startswith(
        "En avril, votre RSA s’arrête et la prime d’activité commence ; l’allocation de base de la "
        "Paje s’arrête, avec ou sans cet emploi. Ce mois-là, "
    )
    # No sentence is too long to be read.
    assert all(not is_long(one) for one in sentence.split(". "))


def test_care_that_costs_more_is_said_as_what_takes_away() -> None:
    gain = year(
        lambda rank, flow: replace(steady(rank, flow), childcare=70.0 if rank < 9 else 190.0)
    )
    assert told(gain)[1:] == [
        "En septembre, la garde augmente : ce mois-là, il vous resterait 1 703 €, contre 1 823 € "
        "en août."
    ]


def test_months_in_which_less_is_left_than_without_the_job_are_said() -> None:
    def below(*ranks: int) -> str:
        gain = make_gain()
        without = tuple(
            replace(flow, total=(with_job(rank).total or 0.0) + 40.0 + rank)
            if rank in ranks
            else flow
            for rank, flow in enumerate(gain.without_job)
        )
        return told(replace(gain, without_job=without))[-1]

    assert below(3) == "En mars, il vous resterait 43 € de moins que sans cet emploi."
    assert below(1, 4, 5, 6, 8) == (
        "En janvier, d’avril à juin et en août, il vous resterait moins que sans cet emploi : "
        "jusqu’à 48 € de moins, en août."
    )
    assert below(*range(12)).startswith("Chaque mois, il vous resterait moins que sans cet emploi")


def test_what_stops_in_the_first_month_is_said_together() -> None:
    without = tuple(
        summed(replace(without_job(rank), other=300.0, parts={"are": 300.0})) for rank in range(12)
    )
    said = told(replace(year(steady), without_job=without))[0]
    assert said == "Dès décembre, votre RSA et l’allocation chômage s’arrêtent."


def test_a_month_that_costs_more_than_it_brings_is_said_so() -> None:
    def poor(rank: int, flow: Flow) -> Flow:
        late = {"salary_net": 0.0, "housing": 0.0, "family": 0.0, "ppa": 0.0}
        return replace(steady(rank, flow), **(late if rank == 11 else {}))  # type: ignore[arg-type]

    assert any(
        "il vous manquerait 116 €, contre 1 823 € en octobre" in said for said in told(year(poor))
    )


def test_a_fall_made_of_many_small_ones_names_the_greatest() -> None:
    def less(rank: int, flow: Flow) -> Flow:
        if rank < 6:
            return steady(rank, flow)
        small = {"housing": 376.0, "family": 190.0, "salary_net": 1000.0}
        return replace(steady(rank, flow), **small)  # type: ignore[arg-type]

    assert told(year(less))[1:][0].startswith("En juin, votre salaire baisse : ")


def two_earn(flow: Flow) -> Flow:
    return replace(flow, salary_net=flow.salary_net + 1500.0, partner_salary=1500.0)


def test_when_the_job_ends_it_is_said_so_whatever_a_partner_earns() -> None:
    def ended(rank: int, flow: Flow) -> Flow:
        salary = (1012.4 if rank < 8 else 500.0) if rank < 9 else 0.0
        return two_earn(replace(steady(rank, flow), salary_net=salary))

    assert told(year(ended))[1:3] == [
        "En août, votre contrat se termine : ce mois-là, il vous resterait 2 810 €, contre "
        "3 323 € en juillet.",
        "En septembre, votre salaire s’arrête : ce mois-là, il vous resterait 2 310 €, contre "
        "2 810 € en août.",
    ]


def test_a_partner_s_wages_that_stop_are_said_as_theirs() -> None:
    def ended(rank: int, flow: Flow) -> Flow:
        return two_earn(steady(rank, flow)) if rank < 1 else steady(rank, flow)

    [sentence] = told(year(ended))[1:]
    assert sentence.startswith(
        "En janvier, le salaire de la personne avec qui vous vivez s’arrête : ce mois-là, "
    )


def test_every_great_fall_is_said_with_its_cause_the_same_causes_together() -> None:
    def of_month(rank: int, flow: Flow) -> Flow:
        housing = 900.0 - 120.0 * (rank >= 3) - 130.0 * (rank >= 5)
        housing -= 400.0 * (rank >= 7) + 99.0 * (rank >= 9)
        return replace(steady(rank, flow), housing=housing, childcare=70.0 + 110.0 * (rank >= 10))

    assert told(year(of_month))[1:] == [
        "En mars et en mai, l’aide au logement baisse : 120 € puis 130 € de moins que le mois "
        "d’avant.",
        "En juillet, l’aide au logement baisse : ce mois-là, il vous resterait 1 685 €, contre "
        "2 085 € en juin.",
        "En octobre, la garde augmente : 110 € de moins que le mois d’avant.",
    ]


def test_a_great_fall_in_the_month_of_an_event_has_its_cause_too() -> None:
    def of_month(rank: int, flow: Flow) -> Flow:
        late = {"salary_net": 812.4} if rank >= 4 else {}
        return replace(flow, **late)  # type: ignore[arg-type]

    gain = year(lambda rank, flow: replace(of_month(rank, flow), rsa=0.0))
    assert told(gain)[1].startswith(
        "En avril, la prime d’activité commence : ce mois-là, il vous resterait"
    )
    worse = year(lambda rank, flow: replace(of_month(rank, flow), rsa=0.0, ppa=20.0 * (rank > 3)))
    assert told(worse)[1].startswith(
        "En avril, la prime d’activité commence et votre salaire baisse"
    )


def test_what_comes_back_resumes() -> None:
    def back(rank: int, flow: Flow) -> Flow:
        return replace(flow, rsa=0.0 if 4 <= rank < 9 else 300.0)

    assert told(year(back))[1].startswith("En septembre, votre RSA reprend : ")
    # It had stopped at once.
    gone = year(lambda rank, flow: replace(flow, rsa=0.0 if rank < 9 else 300.0))
    assert any(said.startswith("En septembre, votre RSA reprend : ") for said in told(gone))


def test_months_of_two_years_have_their_years() -> None:
    def below(*ranks: int) -> str:
        gain = make_gain()
        without = tuple(
            replace(flow, total=(with_job(rank).total or 0.0) + 40.0 + rank)
            if rank in ranks
            else flow
            for rank, flow in enumerate(gain.without_job)
        )
        return told(replace(gain, without_job=without))[-1]

    assert below(0, 4, 5, 6, 8) == (
        "En décembre 2026, d’avril à juin et en août 2027, il vous resterait moins que sans cet "
        "emploi : jusqu’à 48 € de moins, en août 2027."
    )
    assert below(0, 1, 2).startswith("De décembre 2026 à février 2027, il vous resterait")


def test_amounts_that_rest_on_unknown_wages_are_about() -> None:
    gain = make_gain()
    flows = tuple(replace(flow, unsure=frozenset(("housing",))) for flow in gain.with_job[:4])
    assert told(replace(gain, with_job=(*flows, *gain.with_job[4:])))[0].endswith(
        "il vous resterait 1 823 €, contre environ 2 138 € en mars."
    )
