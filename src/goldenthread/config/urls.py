"""Every address: each room names its own under its own `app_name`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include(f"goldenthread.{room}.urls"))
    for room in settings.ROOMS
    if find_spec(f"goldenthread.{room}.urls")
]
urlpatterns.append(path("", include("goldenthread.accounts.urls.allauth_names")))

handler400 = "goldenthread.design.failures.bad_request"
handler403 = "goldenthread.design.failures.refused"
handler404 = "goldenthread.design.failures.missing"
handler500 = "goldenthread.design.failures.failed"
