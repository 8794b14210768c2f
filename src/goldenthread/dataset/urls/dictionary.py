"""Addresses of the dictionary."""

from django.urls import path

from goldenthread.dataset.views import dictionary

BEGIN = "areas/<slug:slug>/data/dictionary/"
urlpatterns = [
    path(BEGIN, dictionary.dictionary, name="dictionary"),
    path(f"{BEGIN}linked/", dictionary.linked, name="dictionary_linked"),
    path(f"{BEGIN}codes/", dictionary.lists, name="dictionary_lists"),
    path(f"{BEGIN}codes/<slug:codes>/", dictionary.codes, name="dictionary_codes"),
    path(f"{BEGIN}sources/<slug:source>/", dictionary.source, name="dictionary_source"),
]
