"""Addresses of requests about a person's data, holds, shields and certificates."""

from django.urls import path

from goldenthread.dataset.views import rights, rights_request

urlpatterns = [
    path("areas/<slug:slug>/data/rights/", rights.rights, name="rights"),
    path(
        "areas/<slug:slug>/data/rights/certificates/<int:certificate>/",
        rights.certificate,
        name="certificate",
    ),
    path(
        "areas/<slug:slug>/data/rights/<int:request_number>/",
        rights_request.one,
        name="rights_request",
    ),
    path(
        "areas/<slug:slug>/data/rights/<int:request_number>/answer/",
        rights_request.answer,
        name="rights_answer",
    ),
    path(
        "areas/<slug:slug>/data/rights/<int:request_number>/answer/<slug:answer_form>/",
        rights_request.file,
        name="rights_file",
    ),
]
