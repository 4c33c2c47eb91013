"""Addresses of the person's offers."""

from __future__ import annotations

from django.urls import path

from jalon.web.person.offers import views

urlpatterns = [
    path("mes-offres/", views.offers, name="offers"),
    path("mes-offres/<slug:slug>/", views.offer, name="offer"),
    path("pourquoi-pas/", views.why_not, name="why_not"),
    path("sans-horaires/", views.unknown_hours, name="unknown_hours"),
    path("une-chose-change/", views.opened, name="opened"),
]
