"""Addresses of the thread: everything about one local area hangs below its name."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views
from .views import accelerated


class PrintedNumber(StringConverter):
    """A number as printed in a plan, such as 3.5.1: anything a database can hold as text."""

    regex = r"[^\x00]{1,20}"


register_converter(PrintedNumber, "printed_number")
app_name = "thread"

urlpatterns = [
    path("", views.areas, name="areas"),
    path("search", views.search, name="search"),
    path("areas/<slug:slug>/", views.home, name="home"),
    path("areas/<slug:slug>/changed/", views.changed, name="changed"),
    path("areas/<slug:slug>/weaknesses/<int:number>/", views.weakness, name="weakness"),
    path(
        "areas/<slug:slug>/priority-actions/<int:number>/",
        views.priority_action,
        name="priority_action",
    ),
    path("areas/<slug:slug>/improvements/<int:number>/", views.improvement, name="improvement"),
    path("areas/<slug:slug>/plan/", views.plan, name="plan"),
    path("areas/<slug:slug>/plan/actions/<printed_number:number>/", views.action, name="action"),
    path("areas/<slug:slug>/plan/groups/<printed_number:number>/", views.group, name="group"),
    path("areas/<slug:slug>/plan/measures/", views.measures, name="measures"),
    path("areas/<slug:slug>/plan/stalled/", accelerated.stalled, name="stalled"),
    path("areas/<slug:slug>/plan/take-away/", views.take_away, name="take_away"),
    path(
        "areas/<slug:slug>/plan/take-away/<int:pk>/<str:layout>.<str:form>",
        views.printed,
        name="printed",
    ),
    path(
        "areas/<slug:slug>/required/<slug:noun>/<int:number>/name",
        views.name_required,
        name="name_required",
    ),
    path("areas/<slug:slug>/timeline/", views.timeline, name="timeline"),
    path("areas/<slug:slug>/check/", views.check, name="check"),
    path("areas/<slug:slug>/check/findings.<str:form>", views.check_file, name="check_file"),
    path("areas/<slug:slug>/check/settle", views.settle, name="settle"),
    path("areas/<slug:slug>/check/reopen/<int:pk>", views.reopen, name="reopen"),
    path("areas/<slug:slug>/check/switch", views.switch, name="switch"),
    path("areas/<slug:slug>/check/matches/", views.matches, name="matches"),
    path("areas/<slug:slug>/check/matches/propose", views.propose, name="propose"),
    path("areas/<slug:slug>/check/matches/confirm", views.confirm_page, name="confirm_page"),
    path("areas/<slug:slug>/check/matches/add", views.add_match, name="add_match"),
    path("areas/<slug:slug>/check/matches/<int:pk>", views.decide, name="decide"),
    path("areas/<slug:slug>/families/", views.families, name="families"),
    path("areas/<slug:slug>/families/easy-read/", views.easy_read, name="easy_read"),
    path("areas/<slug:slug>/families/<int:pk>/", views.family_promise, name="family_promise"),
    path("areas/<slug:slug>/families/<int:pk>/withhold", views.withhold, name="withhold"),
    path("areas/<slug:slug>/families/plan/<int:pk>/begin", views.begin, name="begin"),
    path("areas/<slug:slug>/families/plan/<int:pk>/publish", views.publish, name="publish"),
    path("areas/<slug:slug>/life/", views.life, name="life"),
    path("areas/<slug:slug>/life/plan/<int:pk>/move", views.move, name="move"),
    path("areas/<slug:slug>/life/events/<int:pk>/", views.event, name="event"),
    path("areas/<slug:slug>/life/inspections/<int:pk>/add", views.add_event, name="add_event"),
    path(
        "areas/<slug:slug>/life/inspections/<int:pk>/limit",
        views.correct_clock,
        name="correct_clock",
    ),
    path("areas/<slug:slug>/documents/", views.documents, name="documents"),
    path("areas/<slug:slug>/documents/<int:pk>/", views.document, name="document"),
    path("areas/<slug:slug>/documents/<int:pk>/title", views.name_document, name="name_document"),
    path("areas/<slug:slug>/contact/", views.contact, name="contact"),
    path("areas/<slug:slug>/bodies/", views.bodies, name="bodies"),
    path("areas/<slug:slug>/findings/", views.findings, name="findings"),
]
