"""Addresses of the caseworker's pages; a person is named by the reference of a link."""

from __future__ import annotations

from django.urls import path

from jalon.web.caseworker.access import views as access
from jalon.web.caseworker.caseload import views as caseload
from jalon.web.caseworker.file import views as file
from jalon.web.caseworker.firms import views as firms
from jalon.web.caseworker.rights import views as rights

urlpatterns = [
    path("dossiers/", caseload.caseload, name="caseload"),
    path("structures/", firms.firms, name="firms"),
    path("dossiers/<uuid:link>/", file.file, name="file"),
    path("dossiers/<uuid:link>/acces/", access.access, name="file_access"),
    path("dossiers/<uuid:link>/droits/", rights.rights, name="file_rights"),
    path("dossiers/<uuid:link>/droits/chiffre/", rights.figure, name="file_rights_figure"),
]
