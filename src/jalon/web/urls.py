"""Every address of the pages."""

from __future__ import annotations

from django.urls import include, path

from jalon.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
    path("", include("jalon.web.person.urls")),
    path("", include("jalon.web.caseworker.urls")),
]
