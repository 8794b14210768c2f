"""Addresses of reports."""

from django.urls import path

from . import views

app_name = "reports"

urlpatterns = [
    path("areas/<slug:slug>/reports", views.reports, name="reports"),
    path("areas/<slug:slug>/reports/new", views.new, name="new"),
    path("areas/<slug:slug>/reports/<int:pk>", views.report, name="report"),
    path("areas/<slug:slug>/reports/<int:pk>/read", views.read, name="read"),
    path("areas/<slug:slug>/reports/<int:pk>/words/<slug:place>", views.words, name="words"),
    path("areas/<slug:slug>/reports/<int:pk>/comment", views.comment, name="comment"),
    path(
        "areas/<slug:slug>/reports/<int:pk>/comment/<int:comment>",
        views.settle,
        name="settle",
    ),
    path("areas/<slug:slug>/reports/<int:pk>/review", views.review, name="review"),
    path("areas/<slug:slug>/reports/<int:pk>/move", views.move, name="move"),
    path("areas/<slug:slug>/reports/<int:pk>/file/<slug:form>", views.file, name="file"),
    path(
        "areas/<slug:slug>/reports/<int:pk>/file/<slug:form>/making",
        views.making,
        name="making",
    ),
]
