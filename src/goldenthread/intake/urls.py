"""Addresses of bringing in a document; a document's own pages hang on its number."""

from django.urls import path

from . import views

app_name = "intake"

urlpatterns = [
    path("areas/<slug:slug>/bring-in/", views.upload, name="upload"),
    path("areas/<slug:slug>/bring-in/progress/", views.progress, name="progress"),
    path("areas/<slug:slug>/repair/<int:pk>/", views.repair, name="repair"),
    path("areas/<slug:slug>/repair/<int:pk>/facts/", views.facts, name="facts"),
    path("areas/<slug:slug>/repair/<int:pk>/parts/", views.parts, name="parts"),
    path("areas/<slug:slug>/repair/<int:pk>/decide/", views.decide, name="decide"),
    path("areas/<slug:slug>/repair/<int:pk>/accept-sure/", views.accept_sure, name="accept_sure"),
    path("areas/<slug:slug>/repair/<int:pk>/leave-rest/", views.leave_rest, name="leave_rest"),
    path("areas/<slug:slug>/repair/<int:pk>/undo/", views.undo, name="undo"),
    path("areas/<slug:slug>/repair/<int:pk>/compare/", views.compare, name="compare"),
    path("areas/<slug:slug>/repair/<int:pk>/finish/", views.finish, name="finish"),
    path("areas/<slug:slug>/documents/<int:pk>/minutes/<int:part>/", views.minutes, name="minutes"),
    path("areas/<slug:slug>/repair/<int:pk>/done/", views.done, name="done"),
]
