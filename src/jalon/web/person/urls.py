"""Addresses of the person's pages; none of them names a person."""

from __future__ import annotations

from django.urls import path

from jalon.web.person import views, visit

urlpatterns = [
    path("entrer/", visit.enter, name="enter"),
    path("sortir/", visit.leave, name="leave"),
    path("mes-offres/", views.offers, name="offers"),
    path("mes-offres/<slug:slug>/", views.offer, name="offer"),
    path("pourquoi-pas/", views.why_not, name="why_not"),
    path("sans-horaires/", views.unknown_hours, name="unknown_hours"),
    path("mon-profil/", views.profile, name="profile"),
    path("mon-profil/limites/", views.limits, name="limits"),
]
