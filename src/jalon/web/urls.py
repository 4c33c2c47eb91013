"""Every address of the pages, by audience."""

from __future__ import annotations

from django.urls import include, path

handler400 = "jalon.web.guards.bad_requests.answer_bad_request"
handler500 = "jalon.web.guards.readiness.answer_failure"
handler403 = "jalon.web.guards.wall.page.answer_forbidden"
urlpatterns = [
    path("", include("jalon.web.anybody.urls")),
    path("", include("jalon.web.sign_in.urls")),
    path("", include("jalon.web.person.urls")),
    path("", include("jalon.web.caseworker.urls")),
    path("", include("jalon.web.account_manager.urls")),
    path("", include("jalon.web.recruiter.urls")),
]
