"""What one may claim, as a letter to keep, print and take along."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.core.errors import JalonError
from jalon.people.entitlements import Estimate, rights_of
from jalon.people.models import Person
from jalon.web.guards.access import for_person
from jalon.web.person.rights.answers_said import list_answers
from jalon.web.person.rights.letter import list_assumed, make_letter
from jalon.web.person.rights.question_order import resume_address
from jalon.web.person.rights.questions import Question, make_question
from jalon.web.person.rights.views import page
from jalon.web.waits import look_again
from jalon.web.words.plain import say_date

log = logging.getLogger("jalon.web")


@for_person
@require_safe
def result(request: HttpRequest, person: Person) -> HttpResponse:
    """The letter, or what is missing for it, or a page that waits for it."""
    today = timezone.localdate()
    try:
        estimate = rights_of(person, today)
    except JalonError as error:
        # The sentence names a file or a field, never a value of somebody.
        log.error("no rights computed: %s", type(error).__name__)
        return page(request, person, "not_ready", {}, status=503)
    if estimate.is_coming:
        return page(request, person, "coming", look_again(request))
    context = {
        "groups": make_letter(estimate),
        "assumed": list_assumed(estimate),
        "checked": estimate.check is not None,
        "missing": _missing(estimate),
        "rows": list_answers(estimate.talk),
        "open": len(estimate.talk.open_keys()),
        "resume": resume_address(estimate.talk),
        "today": say_date(today),
    }
    return page(request, person, "result", context)


def _missing(estimate: Estimate) -> Question | None:
    return make_question(estimate.talk, estimate.missing) if estimate.missing else None
