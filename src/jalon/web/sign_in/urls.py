"""Addresses by which one enters and leaves."""

from __future__ import annotations

from django.urls import path

from jalon.web.sign_in import views

urlpatterns = [
    path("entrer/", views.enter, name="enter"),
    path("entrer/professionnel/", views.enter_agent, name="enter_agent"),
    path("sortir/", views.leave, name="leave"),
]
