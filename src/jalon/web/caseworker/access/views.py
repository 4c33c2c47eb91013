"""Inviting a person: a letter that prints, or a mail. No agent sees or sets a password."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jalon.accounts.invitations import LETTER_DAYS
from jalon.accounts.qr import draw_qr
from jalon.accounts.sending.mail import is_mail_set
from jalon.partners.models import Agent
from jalon.people.actions.invite_person import (
    find_last_invitation,
    find_waiting_invitation,
    invite_by_mail,
    make_letter,
)
from jalon.people.models import AccessLink
from jalon.web.caseworker.access.forms import MailForm
from jalon.web.form_page import render_form
from jalon.web.guards.access import for_agent_on_person
from jalon.web.words.plain import say_date


@for_agent_on_person("access")
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, agent: Agent, link: AccessLink) -> HttpResponse:
    """Whether the person is invited or has disputed it, and the two ways to invite them."""
    if "lettre" in request.POST:
        return _letter(request, agent, link)
    form = MailForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        invite_by_mail(agent, link, form.cleaned_data["mail"])
        messages.success(request, _("L’invitation part par mail. Elle est bonne trente jours."))
        return redirect("file_access", link=link.reference)
    waiting, last = find_waiting_invitation(link.person), find_last_invitation(link.person)
    context = {
        "agent": agent,
        "here": "caseload",
        "person": link.person,
        "reference": link.reference,
        "form": form,
        "days": LETTER_DAYS,
        "mail_is_set": is_mail_set(),
        "waits_until": _say_day(waiting.expires_at) if waiting else "",
        "used_on": _say_day(last.used_at) if last and last.used_at else "",
        "disputed_on": _say_day(last.disputed_at) if last and last.disputed_at else "",
    }
    return render_form(request, "web/caseworker/access/access.html", context, form)


def _letter(request: HttpRequest, agent: Agent, link: AccessLink) -> HttpResponse:
    """The letter, shown this once: its code is in it alone."""
    letter = make_letter(agent, link)
    address = f"{settings.SITE_ADDRESS}/bienvenue/"
    context = {
        "agent": agent,
        "here": "caseload",
        "person": link.person,
        "reference": link.reference,
        "code": letter.code,
        "address": address,
        # What comes after « # » is sent to no server, and is in no log.
        "drawing": draw_qr(f"{address}#{letter.code}"),
        "until": _say_day(letter.invitation.expires_at),
        "today": say_date(timezone.localdate()),
    }
    return render(request, "web/caseworker/access/letter.html", context)


def _say_day(moment: dt.datetime) -> str:
    return say_date(timezone.localtime(moment).date())
