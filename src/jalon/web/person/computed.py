"""Pages that need the engine: where it cannot answer, the person is told so, kindly."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jalon.core.errors import JalonError
from jalon.people.models import Person
from jalon.web.guards.crowd import asks_engine

P = ParamSpec("P")
PersonView = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]

log = logging.getLogger("jalon.web")


def computed(view: PersonView[P]) -> PersonView[P]:
    """A view that computes days: no timetable, or a question that it cannot take, is a 503."""

    @asks_engine
    @wraps(view)
    def answered(
        request: HttpRequest, person: Person, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            return view(request, person, *args, **kwargs)
        except JalonError as error:
            # The sentence names a file or a field, never a value of somebody.
            log.error("no days computed: %s", type(error).__name__)
            return render(request, "web/person/no_days.html", {"person": person}, status=503)

    return cast("PersonView[P]", answered)
