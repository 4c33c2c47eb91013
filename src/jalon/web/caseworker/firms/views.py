"""An agent reads who asks for the account of a firm, and answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jalon.partners.actions.answer_firm import answer_firm, write_offer
from jalon.partners.models import Agent
from jalon.partners.queries import list_firms_answered, list_firms_waiting
from jalon.web.caseworker.firms.forms import OfferForm
from jalon.web.form_page import read_row
from jalon.web.guards.access import for_agent

MOST_ANSWERED = 20


@for_agent
@require_http_methods(["GET", "HEAD", "POST"])
def firms(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Those that wait, and the last that were answered."""
    if request.method == "POST":
        return _answer(request, agent)
    context = {
        "agent": agent,
        "here": "firms",
        "waiting": list_firms_waiting(),
        "answered": list_firms_answered()[:MOST_ANSWERED],
    }
    return render(request, "web/caseworker/firms/firms.html", context)


def _answer(request: HttpRequest, agent: Agent) -> HttpResponse:
    firm = read_row(request.POST.get("structure", ""))
    approved, form = "accepter" in request.POST, OfferForm(request.POST)
    if agent.is_fictional:
        messages.warning(request, _("Un compte de démonstration n’accepte aucune demande."))
    elif not form.is_valid():
        messages.warning(
            request, _("Cette référence n’est pas celle d’une offre. Rien n’a changé.")
        )
    elif "relier" in request.POST:
        _link(request, agent, firm, form.reference)
    elif not answer_firm(agent, firm, approved=approved, offer_reference=form.reference):
        messages.warning(request, _("Quelqu’un a déjà répondu. Rien n’a changé."))
    elif approved:
        messages.success(request, _("C’est accepté. L’invitation part par mail."))
    else:
        messages.success(request, _("C’est refusé. Aucun compte n’est ouvert."))
    return redirect("firms")


def _link(request: HttpRequest, agent: Agent, firm: int, reference: str) -> None:
    """What is of a firm that was accepted: said later, corrected, or taken back by an empty one."""
    if write_offer(agent, firm, reference):
        messages.success(request, _("C’est noté. Ses offres la suivent dans la minute."))
    else:
        messages.warning(request, _("Rien n’a changé."))
