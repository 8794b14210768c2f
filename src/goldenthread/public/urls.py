"""Addresses that families can open without signing in."""

from django.urls import path

from . import views

app_name = "public"

urlpatterns = [
    path("public/", views.index, name="index"),
    path("public/<slug:slug>/", views.promises, name="promises"),
    path("public/<slug:slug>/promises/<int:pk>/", views.promise, name="promise"),
    path("public/<slug:slug>/easy-read/", views.easy_read, name="easy_read"),
    path("public/<slug:slug>/reports/", views.reports, name="reports"),
    path("public/<slug:slug>/reports/<int:pk>/", views.report, name="report"),
    path("public/<slug:slug>/reports/<int:pk>/<slug:form>/", views.report_file, name="report_file"),
    path("public/<slug:slug>/inspectors/", views.judgement, name="judgement"),
]
