"""A firm asks for an account, sees its own offers, and says who enters for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jalon.accounts.limits import REQUESTS_FROM_ONE_ADDRESS, may_try
from jalon.accounts.opening import MailTakenError
from jalon.accounts.sending.mail import is_mail_set
from jalon.jobs.company.queries import find_offer_of_firm, list_offers_of_firm
from jalon.partners.actions.ask_firm import ClosedFirmError, ask_firm
from jalon.partners.actions.change_members import (
    NotFirstError,
    invite_colleague,
    remove_colleague,
)
from jalon.partners.models import FirmMember
from jalon.web.form_page import read_row, render_form
from jalon.web.guards.access import open_to_all
from jalon.web.guards.accounts import for_firm
from jalon.web.guards.network_address import address_of
from jalon.web.recruiter.forms import AskFirmForm, ColleagueForm
from jalon.web.recruiter.hours import say_shifts


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for an account; the answer is the same where the SIRET has one already."""
    form = AskFirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not may_try(REQUESTS_FROM_ONE_ADDRESS, address_of(request)):
            form.add_error(None, _("Trop de demandes sont parties d’ici. Réessayez demain."))
        else:
            try:
                ask_firm(form.asked())
                return render(request, "web/recruiter/asked.html")
            except ClosedFirmError:
                form.add_error("siret", _("D’après le répertoire, cet établissement est fermé."))
    return render_form(request, "web/recruiter/ask.html", {"form": form}, form)


@for_firm
@require_safe
def offers(request: HttpRequest, member: FirmMember) -> HttpResponse:
    """The offers of this firm, and of no other."""
    context = {"member": member, "offers": list_offers_of_firm(member.firm), "here": "firm_offers"}
    return render(request, "web/recruiter/offers.html", context)


@for_firm
@require_safe
def offer(request: HttpRequest, member: FirmMember, slug: str) -> HttpResponse:
    """One of them; another firm's is not found, as one that does not exist."""
    found = find_offer_of_firm(member.firm, slug)
    if found is None:
        raise Http404
    context = {"member": member, "offer": found, "hours": say_shifts(found), "here": "firm_offers"}
    return render(request, "web/recruiter/offer.html", context)


@for_firm
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, member: FirmMember) -> HttpResponse:
    """Who enters for the firm; the first one invites and takes away."""
    if request.method == "POST" and member.firm.is_fictional:
        messages.warning(request, _("Un compte de démonstration n’invite personne."))
        return redirect("firm_members")
    if "retirer" in request.POST:
        return _remove(request, member, request.POST["retirer"])
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invite_colleague(member, **form.cleaned_data)
        except NotFirstError:
            form.add_error(None, _("La personne qui a demandé le compte invite ses collègues."))
        except MailTakenError:
            form.add_error("mail", _("Cette adresse a déjà un compte ou une invitation."))
        else:
            messages.success(request, _("L’invitation part par mail. Elle est bonne trois jours."))
            return redirect("firm_members")
    context = {
        "member": member,
        "members": member.firm.members.all(),
        "form": form,
        "mail_is_set": is_mail_set(),
        "here": "firm_members",
    }
    return render_form(request, "web/recruiter/members.html", context, form)


def _remove(request: HttpRequest, member: FirmMember, sent: str) -> HttpResponse:
    try:
        removed = remove_colleague(member, read_row(sent))
    except NotFirstError:
        removed = False
    if removed:
        messages.success(request, _("C’est fait : cette personne n’entre plus."))
    else:
        messages.warning(request, _("Rien n’a changé."))
    return redirect("firm_members")
