"""Addresses of the data set, by what they are about."""

from . import dictionary, linking, overview, sharing

app_name = "dataset"

urlpatterns = [
    *dictionary.urlpatterns,
    *overview.urlpatterns,
    *linking.urlpatterns,
    *sharing.urlpatterns,
]
