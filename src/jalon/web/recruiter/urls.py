"""Addresses of companies and associations."""

from __future__ import annotations

from django.urls import path

from jalon.web.recruiter import views

urlpatterns = [
    path("structures/demander/", views.ask, name="ask_firm"),
    path("ma-structure/", views.offers, name="firm_offers"),
    path("ma-structure/offres/<slug:slug>/", views.offer, name="firm_offer"),
    path("ma-structure/collegues/", views.members, name="firm_members"),
]
