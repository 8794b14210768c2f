"""Addresses of inspections, of contacts between them, of advice and of findings that repeat."""

from django.urls import path

from . import views

app_name = "inspections"

urlpatterns = [
    path("areas/<slug:slug>/inspections/", views.inspections, name="inspections"),
    path("areas/<slug:slug>/inspections/<int:pk>/", views.inspection, name="inspection"),
    path("areas/<slug:slug>/inspections/<int:pk>/revisit/", views.revisit, name="revisit"),
    path(
        "areas/<slug:slug>/inspections/<int:pk>/revisit/write/",
        views.write_return,
        name="write_return",
    ),
    path(
        "areas/<slug:slug>/inspections/<int:pk>/revisit/check/",
        views.check_return,
        name="check_return",
    ),
    path(
        "areas/<slug:slug>/inspections/judgements/<int:pk>/correct/",
        views.correct_judgement,
        name="correct_judgement",
    ),
    path(
        "areas/<slug:slug>/inspections/progress/<int:pk>/correct/",
        views.correct_progress,
        name="correct_progress",
    ),
    path("areas/<slug:slug>/inspections/contacts/new/", views.new_contact, name="new_contact"),
    path("areas/<slug:slug>/inspections/contacts/<int:pk>/", views.contact, name="contact"),
    path("areas/<slug:slug>/inspections/advice/", views.all_advice, name="advice"),
    path("areas/<slug:slug>/inspections/advice/<int:pk>/", views.answer, name="answer"),
    path("areas/<slug:slug>/inspections/repeats/", views.repeats, name="repeats"),
]
