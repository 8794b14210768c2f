"""Addresses of boards and their meetings."""

from django.urls import path, re_path

from . import views

app_name = "governance"

urlpatterns = [
    path("areas/<slug:slug>/meetings/", views.meetings, name="meetings"),
    path("areas/<slug:slug>/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("areas/<slug:slug>/meetings/<int:pk>/papers/", views.papers, name="papers"),
    path("areas/<slug:slug>/meetings/<int:pk>/attendance/", views.attendance, name="attendance"),
    path("areas/<slug:slug>/meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("areas/<slug:slug>/meetings/<int:pk>/run/", views.run, name="run"),
    re_path(
        r"^areas/(?P<slug>[-\w]+)/meetings/(?P<pk>[0-9]{1,18})/print/(?P<what>agenda|minutes)/$",
        views.printed,
        name="printed",
    ),
    path("areas/<slug:slug>/meetings/items/<int:pk>/", views.item, name="item"),
    path("areas/<slug:slug>/meetings/papers/<int:pk>", views.paper, name="paper"),
    path("areas/<slug:slug>/meetings/decisions/", views.decisions, name="decisions"),
    path("areas/<slug:slug>/meetings/decisions/<int:pk>/", views.decision, name="decision"),
    path("areas/<slug:slug>/meetings/forward/", views.forward, name="forward"),
    path("areas/<slug:slug>/meetings/escalations/", views.escalations, name="escalations"),
    path("areas/<slug:slug>/meetings/boards/", views.chart, name="chart"),
    path("areas/<slug:slug>/meetings/boards/<int:pk>/", views.body, name="body"),
    path("areas/<slug:slug>/challenges/", views.challenges, name="challenges"),
    path("areas/<slug:slug>/challenges/<int:number>/", views.challenge, name="challenge"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
