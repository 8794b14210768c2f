"""Addresses of the pages about the service."""

from django.urls import path

from . import views

app_name = "design"

urlpatterns = [
    path("about/sources", views.sources, name="sources"),
    path("about/accessibility", views.accessibility, name="accessibility"),
    path("about/privacy", views.privacy, name="privacy"),
]
