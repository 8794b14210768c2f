"""Addresses of the set at a glance and of its sources."""

from django.urls import path

from goldenthread.dataset.views import overview

urlpatterns = [
    path("areas/<slug:slug>/data/", overview.overview, name="overview"),
    path("areas/<slug:slug>/data/sources/<slug:source>/", overview.source, name="source"),
]
