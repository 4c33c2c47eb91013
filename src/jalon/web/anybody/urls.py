"""Addresses of the pages that anybody may open."""

from __future__ import annotations

from django.urls import path

from jalon.web.anybody import views
from jalon.web.anybody.health import alive, health
from jalon.web.anybody.metrics import metrics
from jalon.web.anybody.service_state import service_state

urlpatterns = [
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
    path("health", health, name="health"),
    path("health/alive", alive, name="alive"),
    path("metrics", metrics, name="metrics"),
    path("etat/", service_state, name="service_state"),
]
