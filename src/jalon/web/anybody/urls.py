"""Addresses of the pages that anybody may open."""

from __future__ import annotations

from django.urls import path

from jalon.web.anybody import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
]
