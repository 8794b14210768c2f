"""Addresses of the data set, by what they are about."""

from . import overview, sharing

app_name = "dataset"

urlpatterns = [*overview.urlpatterns, *sharing.urlpatterns]
