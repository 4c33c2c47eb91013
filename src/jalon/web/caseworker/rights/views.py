"""The household in the file: what is known, what it may claim, its year, and a job to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.partners.models import Agent
from jalon.people.models import AccessLink, HouseholdAnswers, Person
from jalon.web.caseworker.file.household_facts import describe_household, label_of
from jalon.web.caseworker.rights.claims import list_claims
from jalon.web.caseworker.rights.figure import WITH, FigureAddress, open_figure, read_address
from jalon.web.caseworker.rights.months import make_table
from jalon.web.caseworker.rights.outcome import describe_gain, list_scales
from jalon.web.caseworker.rights.simulation import JobForm
from jalon.web.caseworker.rights.study import Study, study_rights, study_year
from jalon.web.guards.access import for_agent_on_person
from jalon.web.guards.kept_form import seal, take_form
from jalon.web.words.explanations import ASSUMED
from jalon.web.words.gains import NOT_COMPUTED, say_all
from jalon.web.words.plain import say_date, say_of

METHODS = ["GET", "HEAD", "POST"]


@for_agent_on_person("rights")
@require_http_methods(METHODS)
def rights(request: HttpRequest, agent: Agent, link: AccessLink) -> HttpResponse:
    """What is known of the household, what it may claim, and its year; or with a job, on POST."""
    today = timezone.localdate()
    kept = take_form(request, agent)
    form = JobForm(today, request.POST if request.method == "POST" else kept)
    job = form.job() if form.is_bound and form.is_valid() else None
    study = study_rights(link.person, today, job)
    context = {
        "form": form,
        "facts": describe_household(study.talk),
        "answered_on": _answered_on(link.person),
        **_about_the_year(study),
        "claims": list_claims(study.talk, study.check) if study.check else None,
        "gain": describe_gain(study.year) if study.year and job else None,
        "typed": form.typed() if job else (),
        "kept": kept is not None,
    }
    status = 422 if form.errors else 200
    context |= _about_the_file(agent, link, study)
    return render(request, "web/caseworker/rights/rights.html", context, status=status)


@for_agent_on_person("rights_figure")
@require_http_methods(METHODS)
def figure(request: HttpRequest, agent: Agent, link: AccessLink) -> HttpResponse:
    """How one figure is made. With a job it comes by POST, so that no address holds the job.

    A job that cannot be read has no figure; where none is asked for, one goes to choose it.
    """
    today = timezone.localdate()
    sent = request.POST if request.method == "POST" else take_form(request, agent)
    form = JobForm(today, sent)
    job = form.job() if form.is_bound and form.is_valid() else None
    wanted = _wanted(request, sent)
    study = study_year(link.person, today, job)
    opened = None
    if study.year and not form.errors:
        if wanted is None:
            return redirect(reverse("file_rights", kwargs={"link": link.reference}) + "#annee")
        opened = open_figure(study.year, wanted)
        if opened is None:
            raise Http404("Ce chiffre n’existe pas.")
    context = {
        "wrong_job": bool(form.errors),
        "figure": opened,
        "typed": form.typed() if job else (),
        **_about_the_year(study),
    }
    status = 422 if form.errors else 200
    context |= _about_the_file(agent, link, study)
    return render(request, "web/caseworker/rights/figure.html", context, status=status)


def _wanted(request: HttpRequest, sent: Mapping[str, str] | None) -> FigureAddress | None:
    """The figure that is asked for; None where none is, Http404 where it cannot be one."""
    if sent is not None:
        words = sent.get("chiffre", "").split(" ")
    else:
        words = [request.GET.get("part", ""), request.GET.get("mois", ""), WITH]
    if not any(words[:2]):
        return None
    wanted = read_address(*words) if len(words) == 3 else None
    if wanted is None:
        raise Http404("Ce chiffre n’existe pas.")
    return wanted


def _answered_on(person: Person) -> str:
    """The day of the last answer; empty where there is none."""
    row = HouseholdAnswers.objects.filter(person=person).first()
    return say_date(timezone.localtime(row.updated_at).date()) if row and row.answers else ""


def _about_the_year(study: Study) -> dict[str, Any]:
    if study.year is None:
        return {"not_computed": say_all(NOT_COMPUTED, study.why_no_year)}
    return {
        "table": make_table(study.year),
        "assumed": say_all(ASSUMED, study.year.causes),
        "scales": list_scales(study.year.scales),
    }


def _about_the_file(agent: Agent, link: AccessLink, study: Study) -> dict[str, Any]:
    """What both pages say of whose file it is, and of what keeps its year away."""
    return {
        "agent": agent,
        "here": "caseload",
        "first_name": link.person.first_name,
        "of_name": say_of(link.person.first_name),
        "reference": link.reference,
        "seal": seal(agent),
        "problem": study.problem,
        "missing": label_of(study.talk, study.missing) if study.missing else "",
    }
