"""Verdicts and amounts: cases by hand, and who may never be told no."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month, month_of
from jalon.rights.request.household import Adult, AdultStatus, Care, Child, Housing
from jalon.rights.takeup import check_rights, questions
from jalon.rights.takeup.unknown import worlds
from jalon.rights.takeup.unknown.facts import completed_years
from tests.rights.households import MONTH, alone, born, couple, worked
from tests.rights.takeup.answers import benefit, earning, exactly, knowing


@pytest.mark.parametrize(
    ("care", "verdict", "question"),
    [
        (None, "cannot_tell", "care"),
        (Care("childminder", 120.0), "cannot_tell", "care_hours"),
        (Care("childminder", 120.0, 0.0), "no", None),
        (Care("creche", 120.0), "no", None),
        (Care("home", 40.0, 40.0), "possible", "integration_project"),
    ],
)
def test_the_cmg_is_about_care_that_is_paid_now(
    care: Care | None, verdict: str, question: str | None
) -> None:
    child = Child(born(2), care, 0.0)
    found = benefit(alone(children=(child,)), "cmg")
    assert (found.verdict, found.question) == (verdict, question)


def test_until_when_a_child_opens_a_cmg() -> None:
    care = Care("childminder", 40.0, 40.0, 5.0)
    worker = (earning(1_200.0),)
    ages = ((72, True, "likely"), (73, True, "no"), (144, False, "likely"), (145, False, "no"))
    for months, two, verdict in ages:
        child = (Child(born(0, months), care, 0.0),)
        adults = (*worker, earning(900.0)) if two else worker
        household = (couple if two else alone)(children=child, adults=adults)
        assert benefit(household, "cmg").verdict == verdict


def test_the_rsa_opens_the_css_and_an_rsa_that_nobody_said_is_asked() -> None:
    adult = earning(1_900.0, past_net_salaries={Month(MONTH - lag): 1_900.0 for lag in range(16)})
    household = alone(adults=(adult,))
    assert benefit(household, "css").verdict == "no"
    received = replace(household, past_benefits={"rsa": {Month(MONTH - 1): 60.0}})
    assert benefit(received, "css").verdict == "likely"
    # The RSA of who stopped working in summer may still be paid.
    gap = {
        month: 0.0 if MONTH - month in (6, 7) else eur
        for month, eur in adult.past_net_salaries.items()
    }
    maybe = benefit(replace(household, adults=(replace(adult, past_net_salaries=gap),)), "css")
    assert (maybe.verdict, maybe.question) == ("cannot_tell", "rsa_received")


def test_the_prime_is_about_the_reference_months() -> None:
    none = benefit(knowing(alone()), "ppa")
    assert none.verdict == "no"
    assert none.reasons == ("no_salary_in_reference_months", "opens_with_work")
    # Closed form of the prime, 2026: 638.28 + bonus + 0.5985 w - w, for a wage over the scale.
    wage, smic = 1_300.0, 12.31
    bonus = round(0.377 * 638.28, 2) * (wage - 59 * smic) / (79 * smic)
    eur = (638.28 + bonus + 0.5985 * wage - wage) * 0.995
    assert exactly(benefit(alone(adults=(earning(wage),)), "ppa")) == pytest.approx(eur, abs=0.01)
    assert benefit(alone(adults=(earning(4_000.0),)), "ppa").reasons == ("resources_too_high",)


def test_the_prime_of_who_studies() -> None:
    student = earning(900.0, status="student", pregnant=False)
    assert benefit(alone(adults=(student,)), "ppa").reasons == ("learner_pay_too_low",)
    enough = earning(1_200.0, status="student")
    assert benefit(alone(adults=(enough,)), "ppa").verdict == "likely"


def test_the_rsa_of_the_young_and_of_students() -> None:
    young = knowing(alone(adults=(Adult(born(22), "none"),)))
    found = benefit(young, "rsa")
    assert (found.verdict, found.question) == ("cannot_tell", "young_worker")
    assert benefit(replace(young, children=alone(30).children), "rsa").verdict == "likely"
    student = knowing(alone(adults=(Adult(born(28), "student", net_salary_eur_month=0.0),)))
    assert benefit(student, "rsa").reasons[:1] == ("student",)
    mother = replace(student, children=alone(30).children)
    assert benefit(mother, "rsa").verdict == "likely"


@pytest.mark.parametrize("status", ["self_employed", "apprentice"])
def test_what_is_not_computed_is_neither_no_nor_nothing(status: Any) -> None:  # noqa: ANN401
    adult = earning(700.0, status=status)
    check = check_rights(alone(30, 60, adults=(adult,), housing=Housing("tenant", 500.0, 1)))
    for name in ("rsa", "ppa", "aide_logement"):
        one = check.of(name)
        assert (one.verdict, one.amount_eur_month) == ("cannot_tell", None)
        assert one.reasons == ("not_computed",)
    assert check.of("af").verdict == "likely"


def test_when_openfisca_fails_nothing_is_nought(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(worlds, "find_many_entitlements", failing)
    with caplog.at_level(logging.ERROR):
        check = check_rights(alone(20, 60, housing=Housing("tenant", 500.0, 1)))
    for name in ("rsa", "aide_logement", "asf", "af", "paje"):
        assert check.of(name).reasons == ("not_computed",)
        assert check.of(name).verdict == "cannot_tell"
    assert check.of("cf").verdict == "no"
    assert "OpenFisca did not compute" in caplog.text


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        ("tenant", "likely", None),
        ("free", "no", "no_rent"),
        ("none", "no", "no_rent"),
    ],
)
def test_the_housing_aid_is_for_who_pays_a_rent(
    status: Any,  # noqa: ANN401
    verdict: str,
    reason: str | None,
) -> None:
    found = benefit(knowing(alone(housing=Housing(status, 450.0, 1))), "aide_logement")
    assert found.verdict == verdict
    assert reason is None or found.reasons == (reason,)


@pytest.mark.parametrize(
    ("loan", "verdict", "question"),
    [
        (False, "no", None),
        (True, "cannot_tell", "loan_before_2018"),
        (None, "cannot_tell", "loan"),
    ],
)
def test_an_owner_may_have_an_aid_for_an_old_loan(
    *, loan: bool | None, verdict: str, question: str | None
) -> None:
    found = benefit(knowing(alone(housing=Housing("owner", loan=loan))), "aide_logement")
    assert (found.verdict, found.question, found.reasons) == (verdict, question, ("owner",))


def test_the_asf_is_reckoned_child_by_child() -> None:
    one = exactly(benefit(alone(50), "asf"))
    children = (Child(born(3), None, 300.0), Child(born(6), None, 0.0))
    assert exactly(benefit(alone(children=children), "asf")) == pytest.approx(one)
    half = (Child(born(3), None, 100.0),)
    assert exactly(benefit(alone(children=half), "asf")) == pytest.approx(one - 99.5, abs=0.011)
    all_paid = (Child(born(3), None, 300.0),)
    assert benefit(alone(children=all_paid), "asf").reasons == ("support_paid",)
    assert benefit(couple(50), "asf").reasons == ("in_couple",)
    unknown = benefit(alone(children=(Child(born(3)),)), "asf")
    assert (unknown.verdict, unknown.question) == ("possible", "child_support")


def test_nothing_known_excludes_the_aah() -> None:
    found = benefit(couple(adults=(earning(5_000.0), earning(6_000.0))), "aah")
    assert (found.verdict, found.question) == ("cannot_tell", "disability")
    assert questions()["disability"].field is None
    assert "ne garde rien" in questions()["disability"].why


@pytest.mark.parametrize(
    ("status", "age", "verdict"),
    [
        ("jobseeker_ass", 50, "likely"),
        ("jobseeker_are", 50, "no"),
        ("jobseeker", 50, "cannot_tell"),
        ("jobseeker", 20, "no"),
        (None, 50, "cannot_tell"),
    ],
)
def test_the_ass(status: Any, age: int, verdict: str) -> None:  # noqa: ANN401
    adult = Adult(born(age), status, income_eur_month=500.0)
    assert benefit(alone(adults=(adult,)), "ass").verdict == verdict


def test_what_is_received_is_said_and_changes_no_verdict() -> None:
    household = knowing(alone(housing=Housing("tenant", 500.0, 1)))
    last = Month(MONTH - 1)
    for eur, reason in ((250.0, "received"), (0.0, "not_received")):
        paid = {"aide_logement": {last: eur}, "asf": {last: eur}}
        check = check_rights(replace(household, past_benefits=paid))
        assert check.of("aide_logement").verdict == "likely"
        assert reason in check.of("aide_logement").reasons
        assert check.of("asf").verdict == "no"
        assert ("paid_though_not_found" in check.of("asf").reasons) == (eur > 0)
    assert "housing_aid_will_count" in check.of("rsa").reasons


@pytest.mark.parametrize(
    ("changes", "verdict", "question"),
    [
        ({}, "likely", None),
        ({"commune": None}, "possible", "commune"),
        ({"commune": "75112"}, "no", None),
        ({"resources_n2_eur_year": None}, "possible", "resources_n2"),
        ({"resources_n2_eur_year": 12 * 1_800.0}, "likely", None),
        ({"resources_n2_eur_year": 12 * 1_801.0}, "no", None),
        ({"commune": "75112", "resources_n2_eur_year": None}, "no", None),
        ({"children": ()}, "no", None),
    ],
)
def test_a_local_aid(changes: dict[str, Any], verdict: str, question: str | None) -> None:
    found = benefit(alone(12 * 7, **changes), "local_after_school")
    assert (found.verdict, found.question) == (verdict, question)
    assert "fictional" in found.reasons


def test_unknown_status_is_asked_and_never_a_no() -> None:
    check = check_rights(couple(adults=(Adult(born(40)), Adult(born(41))), housing=Housing()))
    for name in ("rsa", "ppa", "aide_logement", "ass"):
        assert check.of(name).verdict in ("possible", "cannot_tell")
        assert check.of(name).question == "status"


def test_years_are_whole_on_the_first_day() -> None:
    birth = dt.date(2000, 11, 2)
    november = month_of(dt.date(2026, 11, 1))
    assert completed_years(birth, november) == 25
    assert completed_years(birth.replace(day=1), november) == 26
    assert completed_years(dt.date(2026, 11, 2), november) == -1


@pytest.mark.parametrize(
    ("status", "wage"), [("self_employed", 0.0), ("apprentice", 0.0), ("disabled_aah", 600.0)]
)
def test_work_that_the_prime_counts_by_other_rules_is_no_refusal(
    status: AdultStatus, wage: float
) -> None:
    # Self-employed work opens it without a salary; beside the AAH the AAH is earned (L. 842-8 CSS).
    found = benefit(alone(adults=(earning(wage, status=status, income_eur_month=900.0),)), "ppa")
    assert (found.verdict, found.reasons) == ("cannot_tell", ("not_computed",))


@pytest.mark.parametrize(("rent", "flat_share"), [(1_600.0, False), (1_200.0, True)])
def test_a_rent_over_four_ceilings_is_the_reason(rent: float, flat_share: bool) -> None:
    # D. 823-16 CCH: no aid from four times the ceiling of the rent on, whatever the resources.
    home = Housing("tenant", rent, 1, flat_share)
    refused = check_rights(alone(housing=home)).of("aide_logement")
    assert (refused.verdict, refused.reasons) == ("no", ("rent_too_high",))
    rich = alone(adults=(Adult(born(33), "employee", worked(6_000.0, 16), 6_000.0),), housing=home)
    assert check_rights(rich).of("aide_logement").reasons == ("resources_too_high",)
