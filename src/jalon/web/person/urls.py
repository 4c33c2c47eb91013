"""Addresses of the person's pages, by subject; none of them names a person."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("jalon.web.person.offers.urls")),
    path("mes-droits/", include("jalon.web.person.rights.urls")),
    path("mon-profil/", include("jalon.web.person.profile.urls")),
    path("mon-profil/acces/", include("jalon.web.person.file_openings.urls")),
]
