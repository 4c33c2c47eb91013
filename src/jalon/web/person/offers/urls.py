"""Addresses of the person's offers."""

from __future__ import annotations

from django.urls import path

from jalon.web.person.offers import lists, views

urlpatterns = [
    path("mes-offres/", lists.offers, name="offers"),
    path("mes-offres/<slug:slug>/", views.offer, name="offer"),
    path("pourquoi-pas/", lists.why_not, name="why_not"),
    path("sans-horaires/", lists.unknown_hours, name="unknown_hours"),
    path("une-chose-change/", lists.opened, name="opened"),
]
