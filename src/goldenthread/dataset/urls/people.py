"""Addresses of finding a child and of a child's record, by opaque reference alone."""

from django.urls import path

from goldenthread.dataset.views import people

urlpatterns = [
    path("areas/<slug:slug>/data/people/", people.people, name="people"),
    path("areas/<slug:slug>/data/people/<str:person>/", people.person, name="person"),
]
