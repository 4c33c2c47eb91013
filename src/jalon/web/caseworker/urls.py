"""Addresses of the caseworker's pages; a person is named by the reference of a link."""

from __future__ import annotations

from django.urls import path

from jalon.web.caseworker import views, visit

urlpatterns = [
    path("entrer/professionnel/", visit.enter_agent, name="enter_agent"),
    path("dossiers/", views.caseload, name="caseload"),
    path("dossiers/<uuid:link>/", views.file, name="file"),
]
