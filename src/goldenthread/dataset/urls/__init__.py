"""Addresses of the data set, by what they are about."""

from . import linking, overview, sharing

app_name = "dataset"

urlpatterns = [*overview.urlpatterns, *linking.urlpatterns, *sharing.urlpatterns]
