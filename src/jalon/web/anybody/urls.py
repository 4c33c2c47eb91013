"""Addresses of the pages that anybody may open."""

from __future__ import annotations

from django.urls import path

from jalon.web.anybody import views
from jalon.web.anybody.service_state import service_state

urlpatterns = [
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
    path("etat/", service_state, name="service_state"),
]
