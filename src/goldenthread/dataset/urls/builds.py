"""Addresses of the linked tables."""

from django.urls import path

from goldenthread.dataset.views import builds

urlpatterns = [path("areas/<slug:slug>/data/tables/", builds.tables, name="tables")]
