"""Addresses of bringing extracts in, of loads, and of rows that were held back."""

from django.urls import path

from goldenthread.dataset.views import loads

urlpatterns = [
    path("areas/<slug:slug>/data/send/", loads.send, name="send"),
    path("areas/<slug:slug>/data/loads/<int:load>/", loads.one_load, name="load"),
    path(
        "areas/<slug:slug>/data/loads/<int:load>/held-back/<slug:table>/",
        loads.quarantine,
        name="quarantine",
    ),
    path(
        "areas/<slug:slug>/data/loads/<int:load>/held-back/<slug:table>/mended/",
        loads.mend,
        name="mend",
    ),
]
