"""Addresses of the person's pages; none of them names a person."""

from __future__ import annotations

from django.urls import include, path

from jalon.web.person import about, views, visit, watchers

urlpatterns = [
    path("entrer/", visit.enter, name="enter"),
    path("sortir/", visit.leave, name="leave"),
    path("mes-offres/", views.offers, name="offers"),
    path("mes-offres/<slug:slug>/", views.offer, name="offer"),
    path("pourquoi-pas/", views.why_not, name="why_not"),
    path("sans-horaires/", views.unknown_hours, name="unknown_hours"),
    path("une-chose-change/", views.opened, name="opened"),
    path("mes-droits/", include("jalon.web.person.rights.urls")),
    path("mon-profil/", about.profile, name="profile"),
    path("mon-profil/limites/", about.limits, name="limits"),
    path("mon-profil/deplacements/", about.means, name="means"),
    path("mon-profil/acces/", watchers.watchers, name="watchers"),
    path("mon-profil/enfants/<int:number>/lieux/", about.places, name="places"),
]
