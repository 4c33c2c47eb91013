"""Addresses of « Mes droits »: questions are named by their codes, and nothing names a person."""

from __future__ import annotations

from django.urls import path

from jalon.web.person.rights import result_views, views

urlpatterns = [
    path("", views.start, name="rights"),
    path("questions/<slug:code>/", views.question, name="rights_question"),
    path("reponses/", views.answers, name="rights_answers"),
    path("effacer/", views.forget, name="rights_forget"),
    path("resultat/", result_views.result, name="rights_result"),
]
