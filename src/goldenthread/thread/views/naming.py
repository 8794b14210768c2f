"""What a person may put into better words: short names, titles, and whom families may ask."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.changes import set_contact
from goldenthread.documents.changes import rename_document
from goldenthread.documents.models import Document
from goldenthread.inspections.changes import name_required as change_name
from goldenthread.inspections.queries import latest_full_inspection

from ..forms import ContactForm, NameForm, TitleForm
from .weakness import NOUNS

CHANGED, THE_SAME = "Changed.", "Nothing was different, so nothing was changed."


def name_required(request: HttpRequest, slug: str, noun: str, number: int) -> HttpResponse:
    """Change the short name of one thing that inspectors required."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.REPAIR if posted else Permission.SEE)
    if noun not in NOUNS:
        raise Http404("Inspectors require nothing of that kind.")
    model, noun_words = NOUNS[noun]
    inspection = latest_full_inspection(area.pk)
    required = get_object_or_404(model, inspection=inspection, number=number)
    form = NameForm(request.POST if posted else None, initial={"short": required.short})
    back = reverse(f"thread:{noun}", args=[area.slug, number])
    if posted and form.is_valid():
        by = request.user.actor
        changed = change_name(by=by, required=required, short=form.cleaned_data["short"])
        messages.success(request, CHANGED if changed else THE_SAME)
        return redirect(back)
    context = {
        "area": area,
        "here": "home",
        "heading": f"Short name of {noun_words.lower()} {number}",
        "back": (f"{noun_words} {number}", back),
        "lead": required.text,
        "form": form if Permission.REPAIR in area.permitted else None,
        "held": [("Short name", required.short)],
    }
    return render(request, "thread/naming.html", context, status=400 if posted else 200)


def name_document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change the title of a document."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.REPAIR if posted else Permission.SEE)
    document = get_object_or_404(Document, area=area, pk=pk)
    form = TitleForm(request.POST if posted else None, initial={"title": document.title})
    back = reverse("thread:document", args=[area.slug, pk])
    if posted and form.is_valid():
        by = request.user.actor
        changed = rename_document(by=by, document=document, title=form.cleaned_data["title"])
        messages.success(request, CHANGED if changed else THE_SAME)
        return redirect(back)
    context = {
        "area": area,
        "here": "documents",
        "heading": "Title of this document",
        "back": (document.title, back),
        "lead": f"The file itself keeps its name: {document.name}",
        "form": form if Permission.REPAIR in area.permitted else None,
        "held": [("Title", document.title)],
    }
    return render(request, "thread/naming.html", context, status=400 if posted else 200)


def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whom families may ask about the promises, and where independent advice is."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.PUBLISH if posted else Permission.SEE)
    held = {
        "role": area.contact_role,
        "email": area.contact_email,
        "phone": area.contact_phone,
        "advice": area.advice_address,
    }
    form = ContactForm(request.POST if posted else None, initial=held)
    back = reverse("thread:families", args=[area.slug])
    if posted and form.is_valid():
        changed = set_contact(by=request.user.actor, area=area, **form.cleaned_data)
        messages.success(request, CHANGED if changed else THE_SAME)
        return redirect(back)
    context = {
        "area": area,
        "here": "families",
        "heading": "Who families can ask",
        "back": ("What families read", back),
        "lead": "Every page for families ends with this. Name a role, never a person.",
        "form": form if Permission.PUBLISH in area.permitted else None,
        "held": [(field.label, held[name]) for name, field in form.fields.items()],
    }
    return render(request, "thread/naming.html", context, status=400 if posted else 200)
