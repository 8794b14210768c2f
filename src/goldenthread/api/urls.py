"""Addresses for programs."""

from django.urls import include, path

from .views import addresses

app_name = "api"

urlpatterns = [path("api/1/", include(addresses()))]
