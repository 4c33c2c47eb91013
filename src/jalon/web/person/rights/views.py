"""The questions, one a screen: each saves at once, and can be left, skipped and taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jalon.people.actions.answer_question import answer_question
from jalon.people.actions.forget_answers import forget_answers
from jalon.people.household import keys
from jalon.people.household.checks import NotAskedError
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.models import Person
from jalon.web.guards.access import for_person
from jalon.web.guards.kept_form import take_form
from jalon.web.person.rights import question_order as flow
from jalon.web.person.rights.answers_said import list_answers
from jalon.web.person.rights.form_of_kind import make_form, template_of
from jalon.web.person.rights.forms import AnswerForm
from jalon.web.person.rights.questions import Question, find_question, is_an_address

UNSURE = "ne-sais-pas"
"""Name of the button « Je ne sais pas »."""
NOT_ASKED = gettext_lazy(
    "Vos réponses ont changé dans une autre fenêtre\N{NO-BREAK SPACE}: cette question ne se pose "
    "plus. Ce que vous venez d’écrire n’est pas gardé."
)


@for_person
@require_safe
def start(request: HttpRequest, person: Person) -> HttpResponse:
    """What will be asked, who reads it, and where one stopped."""
    talk = conversation_of(person, timezone.localdate())
    context = {
        "answered": len(talk.keys) - len(talk.open_keys()) if talk.answers else 0,
        "count": len(talk.keys),
        "open": len(talk.open_keys()),
        "resume": flow.resume_address(talk),
    }
    return page(request, person, "start", context)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """One question: shown, or its answer kept."""
    talk = conversation_of(person, timezone.localdate())
    asked = find_question(talk, code)
    if asked is None:
        if is_an_address(code):
            return _leave_out(request)
        raise Http404("Cette page n’existe pas.")
    if request.method == "POST":
        return _answer(request, talk, asked)
    kept = take_form(request, person)
    was_unsure = bool(kept and UNSURE in kept)
    back = (kept or request.GET).get(flow.BACK, "")
    screen = _screen(talk, asked, make_form(talk, asked, None if was_unsure else kept), back)
    screen |= {"kept": bool(kept), "was_unsure": was_unsure}
    return page(request, person, "question", screen)


def _answer(request: HttpRequest, talk: Conversation, asked: Question) -> HttpResponse:
    back = request.POST.get(flow.BACK, "")
    form = make_form(talk, asked, request.POST)
    if UNSURE in request.POST:
        value = keys.UNKNOWN
    elif form.is_valid():
        value = form.value()
    else:
        screen = _screen(talk, asked, form, back)
        return page(request, talk.person, "question", screen, status=422)
    try:
        answer_question(talk.person, asked.key, value, talk.today)
    except NotAskedError:
        return _leave_out(request)
    talk = conversation_of(talk.person, talk.today)
    return redirect(flow.next_address(talk, asked.key, back))


def _leave_out(request: HttpRequest) -> HttpResponse:
    """Asked a moment ago, in another window: what was answered or erased since leaves it out."""
    if request.method == "POST":
        messages.warning(request, NOT_ASKED)
    return redirect("rights_answers")


def _screen(talk: Conversation, asked: Question, form: AnswerForm, back: str) -> dict[str, Any]:
    """What the screen of a question shows; `kept` says that the form is one kept from a visit, and
    `was_unsure` that « Je ne sais pas » was its answer.
    """
    return {
        "question": asked,
        "form": form,
        "fields": template_of(asked),
        "way": flow.way_of(talk, asked, back),
        "back": back if flow.back_address(back) else "",
        "kept": False,
        "was_unsure": False,
        "proposed": _proposed(talk, asked),
        "unsure": talk.answers.get(asked.key) == keys.UNKNOWN,
    }


def _proposed(talk: Conversation, asked: Question) -> str:
    """What the file already says, to be confirmed."""
    if asked.key == keys.COUPLE and keys.COUPLE not in talk.answers:
        return talk.person.get_family_type_display().lower()
    return ""


@for_person
@require_safe
def answers(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything that was answered, to check and to change."""
    talk = conversation_of(person, timezone.localdate())
    context = {
        "rows": list_answers(talk),
        "open": len(talk.open_keys()),
        "resume": flow.resume_address(talk),
        "any": bool(talk.answers),
    }
    return page(request, person, "answers", context)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, person: Person) -> HttpResponse:
    """Erases every answer, once asked whether this is meant."""
    if request.method == "POST":
        forget_answers(person)
        messages.success(request, "C’est fait\N{NO-BREAK SPACE}: vos réponses sont effacées.")
        return redirect("rights")
    return page(request, person, "forget", {})


def page(
    request: HttpRequest,
    person: Person,
    name: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of « Mes droits »."""
    shared = {"person": person, "here": "rights"}
    return render(request, f"web/person/rights/{name}.html", shared | dict(context), status=status)
