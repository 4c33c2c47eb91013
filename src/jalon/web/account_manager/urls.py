"""Addresses of those who manage accounts."""

from __future__ import annotations

from django.urls import path

from jalon.web.account_manager import views

urlpatterns = [
    path("comptes/", views.accounts, name="accounts"),
    path("comptes/demander/", views.ask, name="ask_account"),
    path("comptes/demandes/<int:pk>/", views.answer, name="answer_account"),
    path("comptes/acces/", views.change_access, name="change_access"),
]
