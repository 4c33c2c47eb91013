"""Addresses of what the person says of themselves; a child is named by its rank."""

from __future__ import annotations

from django.urls import path

from jalon.web.person.profile import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("limites/", views.limits, name="limits"),
    path("deplacements/", views.means, name="means"),
    path("enfants/<int:number>/lieux/", views.places, name="places"),
]
