"""Addresses of « Mes droits »: questions are named by their codes, and nothing names a person."""

from __future__ import annotations

from django.urls import path

from jalon.web.person.rights import conversation
from jalon.web.person.rights.result import result

urlpatterns = [
    path("", conversation.start, name="rights"),
    path("questions/<slug:code>/", conversation.question, name="rights_question"),
    path("reponses/", conversation.answers, name="rights_answers"),
    path("effacer/", conversation.forget, name="rights_forget"),
    path("resultat/", result, name="rights_result"),
]
