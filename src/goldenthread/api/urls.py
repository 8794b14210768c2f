"""Addresses for programs, and of the pages about them for people."""

from django.urls import include, path

from .views import addresses, pages

app_name = "api"
PROGRAMS = "areas/<slug:slug>/programs"

urlpatterns = [
    path("api/1/", include(addresses())),
    path(f"{PROGRAMS}/", pages.programs, name="programs"),
    path(f"{PROGRAMS}/webhooks", pages.webhooks, name="webhooks"),
    path(f"{PROGRAMS}/webhooks/<int:pk>/stop", pages.stop, name="stop_webhook"),
    path(f"{PROGRAMS}/work", pages.work, name="work"),
    path(f"{PROGRAMS}/work/<int:pk>/again", pages.again, name="again"),
]
