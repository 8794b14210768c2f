"""Addresses of the NHS number worklist, of records in doubt and of how good the links are."""

from django.urls import path

from goldenthread.dataset.views import joining, review, worklist

urlpatterns = [
    path("areas/<slug:slug>/data/nhs-numbers/", worklist.worklist, name="worklist"),
    path("areas/<slug:slug>/data/nhs-numbers/trace/", worklist.trace_batch, name="trace_batch"),
    path("areas/<slug:slug>/data/review/", review.review, name="review"),
    path("areas/<slug:slug>/data/links/", review.links, name="links"),
    path("areas/<slug:slug>/data/people/<str:person>/records/", joining.records, name="records"),
]
