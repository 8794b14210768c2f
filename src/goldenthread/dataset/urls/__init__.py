"""Addresses of the data set, by what they are about."""

from . import overview

app_name = "dataset"

urlpatterns = [*overview.urlpatterns]
