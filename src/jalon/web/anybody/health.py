"""`/health`: what a proxy, a container or a supervisor asks. Nothing on it is of anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.web.guards.access import open_to_all
from jalon.web.guards.readiness import list_missing


@open_to_all
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as a process answers: restarting it would mend nothing."""
    return JsonResponse({"alive": True})


@open_to_all
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 where the site has all that it needs; else 503, and what is missing by its name."""
    missing = [each.value for each in list_missing()]
    body = {"alive": True, "ready": not missing, "missing": missing}
    response = JsonResponse(body, status=503 if missing else 200)
    setattr(response, "_has_been_logged", True)  # noqa: B010 - the server has a line for each
    return response
