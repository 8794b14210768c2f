"""Taking back evidence by the link in a letter, by the person who sent it: with a step between."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.core.errors import UserError

from ..changes import withdraw_evidence
from ..forms import WhyForm
from ..models import Evidence, UpdateLink
from ..queries.asked import evidence_sent
from .evidence import evidence_form, keep_evidence

# What the page says after it, by the word in its address.
RIGHTED = {
    "withdrawn": "Withdrawn. It stays on record, struck out, with your reason.",
    "replaced": "Replaced. What was there stays on record, struck out, with your reason.",
}


def righted(request: HttpRequest, link: UpdateLink, key: str) -> HttpResponse:
    """Show a piece of evidence that a person sent, and withdraw or replace it once they say so.

    Opening it changes nothing. Of anybody else's evidence it says only that there is none.
    """
    piece = next((p for p in evidence_sent(link) if str(p.pk) == key and not p.withdrawn_on), None)
    if piece is None:
        raise Http404("You sent no such evidence in this round, or it has been withdrawn.")
    area = link.cycle.improvement_plan.area
    posted, replacing = request.method == "POST", "replace" in request.POST
    form = evidence_form(request if posted and replacing else None, piece.action, piece)
    problem = ""
    if posted and not replacing:
        problem = _withdraw(link, piece, request)
        if not problem:
            return redirect(f"{request.path}?righted=withdrawn")
    elif (
        posted
        and form.is_valid()
        and keep_evidence(link.user.actor, area, piece.action, form, piece)
    ):
        return redirect(f"{request.path}?righted=replaced")
    context = {"link": link, "area": area, "piece": piece, "form": form, "problem": problem}
    status = 400 if posted else 200
    return render(request, "improvement/by_mail_evidence.html", context, status=status)


def _withdraw(link: UpdateLink, piece: Evidence, request: HttpRequest) -> str:
    """Withdraw a piece for the reason that was sent; return what was wrong, in words."""
    form = WhyForm(request.POST)
    why = form.cleaned_data.get("why", "") if form.is_valid() else ""
    if not why.strip():
        return "Say why it is withdrawn"
    try:
        withdraw_evidence(by=link.user.actor, evidence=piece, on=timezone.localdate(), why=why)
    except UserError as refused:
        return refused.message
    return ""
