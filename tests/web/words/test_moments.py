"""The months in which what one receives changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jalon.rights import Flow, Gain
from jalon.web.words.moments import say_moments
from tests.web.gains import make_gain, with_job, without_job
from tests.web.words.test_plain import flat


def year(change: Callable[[int, Flow], Flow]) -> Gain:
    """A year whose months are changed one by one."""
    return make_gain(with_job=tuple(change(rank, with_job(rank)) for rank in range(12)))


def told(gain: Gain) -> list[str]:
    return [flat(sentence) for sentence in say_moments(gain)]


def steady(_: int, flow: Flow) -> Flow:
    return replace(flow, rsa=0.0, ppa=337.6)


def test_the_month_in_which_the_rsa_ends_is_said_with_both_amounts() -> None:
    assert told(make_gain()) == [
        "En avril, votre RSA s’arrête et la prime d’activité commence : ce mois-là vous "
        "recevriez 1 939 €, contre 2 254 € en mars."
    ]


def test_the_end_of_a_contract_and_the_allowance_after_it() -> None:
    def ended(rank: int, flow: Flow) -> Flow:
        flow = steady(rank, flow)
        return replace(
            flow, salary_net=0.0 if rank >= 6 else 1012.4, other=800.0 if rank >= 8 else 0.0
        )

    assert told(year(ended))[1:] == [
        "En juin, votre salaire s’arrête : ce mois-là vous recevriez 926 €, contre 1 939 € en mai.",
        "En août, l’allocation chômage commence : ce mois-là vous recevriez 1 726 €, après 926 € "
        "en juillet.",
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
        "En septembre, l’aide au logement et les prestations familiales baissent : ce mois-là "
        "vous recevriez 1 570 €, contre 1 901 € en août."
    ]


def test_a_small_fall_is_not_worth_a_sentence() -> None:
    gain = year(lambda rank, flow: replace(steady(rank, flow), housing=388.0 - rank))
    assert told(gain)[1:] == []
