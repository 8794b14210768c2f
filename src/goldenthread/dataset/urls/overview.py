"""Addresses of the set at a glance."""

from django.urls import path

from goldenthread.dataset.views import overview

urlpatterns = [path("areas/<slug:slug>/data/", overview.overview, name="overview")]
