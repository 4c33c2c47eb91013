"""The address of « Qui voit mon dossier »."""

from __future__ import annotations

from django.urls import path

from jalon.web.person.file_openings import views

urlpatterns = [path("", views.watchers, name="watchers")]
