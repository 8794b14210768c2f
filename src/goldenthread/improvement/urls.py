"""Addresses of the working life of a plan: below the plan, and below each of its actions."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views
from .views import building, bulk, by_mail, promise_mark, rolling, rounds, workbook


class ActionNumber(StringConverter):
    """The number of an action as printed, such as 3.5.1: anything a database can hold as text."""

    regex = r"[^\x00]{1,20}"


register_converter(ActionNumber, "action_number")
app_name = "improvement"

PLAN = "areas/<slug:slug>/plan"
ACTION = f"{PLAN}/actions/<action_number:number>"

urlpatterns = [
    path(f"{ACTION}/update", views.update, name="update"),
    path(f"{ACTION}/difference", views.difference, name="difference"),
    path(f"{ACTION}/evidence", views.evidence, name="evidence"),
    path(f"{ACTION}/cost", views.cost, name="cost"),
    path(f"{ACTION}/mark", views.mark, name="mark"),
    path(f"{PLAN}/promises/<int:pk>/mark", promise_mark.mark_promise, name="mark_promise"),
    path(f"{ACTION}/co-production", views.coproduction, name="coproduction"),
    path(f"{ACTION}/words", views.rewrite, name="rewrite"),
    path(f"{ACTION}/colour", views.override, name="override"),
    path("updates/<str:key>", by_mail.by_mail, name="by_mail"),
    path(f"{PLAN}/rounds", rounds.rounds, name="rounds"),
    path(f"{PLAN}/rounds/<int:pk>", rounds.round_page, name="round"),
    path(f"{PLAN}/late", rounds.late, name="late"),
    path(f"{PLAN}/many", bulk.bulk, name="bulk"),
    path(f"{PLAN}/workbook", workbook.workbook, name="workbook"),
    path(f"{PLAN}/workbook/actions.xlsx", workbook.workbook_file, name="workbook_file"),
    path(f"{PLAN}/workbook/<int:pk>", workbook.returned, name="returned"),
    path(f"{PLAN}/begin", building.begin, name="begin"),
    path(f"{PLAN}/build", building.build, name="build"),
    path(f"{PLAN}/rolling", rolling.rolling_page, name="rolling"),
    path(f"{PLAN}/waiting", views.waiting, name="waiting"),
    path(f"{PLAN}/risks", views.risks, name="risks"),
    path(f"{PLAN}/risks/<int:number>", views.risk, name="risk"),
    path(f"{PLAN}/dependencies", views.dependencies, name="dependencies"),
    path(f"{PLAN}/optimism", views.optimism, name="optimism"),
    path(f"{PLAN}/colours", views.rag_definitions_page, name="rag_definitions"),
]
