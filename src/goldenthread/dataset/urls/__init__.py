"""Addresses of the data set, by what they are about."""

from . import builds, dictionary, linking, loads, overview, people, rights, sharing

app_name = "dataset"

urlpatterns = [
    *builds.urlpatterns,
    *dictionary.urlpatterns,
    *overview.urlpatterns,
    *loads.urlpatterns,
    *linking.urlpatterns,
    *sharing.urlpatterns,
    *rights.urlpatterns,
    *people.urlpatterns,
]
