"""Addresses of the register of sharing agreements."""

from django.urls import path

from goldenthread.dataset.views import sharing

urlpatterns = [
    path("areas/<slug:slug>/data/sharing/", sharing.register_page, name="sharing"),
    path("areas/<slug:slug>/data/sharing/add/", sharing.add, name="add_agreement"),
    path("areas/<slug:slug>/data/sharing/<int:agreement>/", sharing.agreement, name="agreement"),
    path(
        "areas/<slug:slug>/data/sharing/<int:agreement>/change/",
        sharing.change,
        name="change_agreement",
    ),
    path(
        "areas/<slug:slug>/data/sharing/<int:agreement>/fields/<slug:source>/",
        sharing.fields,
        name="agreement_fields",
    ),
]
