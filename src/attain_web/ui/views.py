"""The style guide: every component with likely content, as reference and as what the tests measure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from attain.kernel.scaled import ONE
from attain_web.ui import formats, sample, sample_charts
from attain_web.ui.components.flow import render_job
from attain_web.ui.toasts import with_toast


def _shell() -> dict[str, Any]:
    return {
        "navigation": sample.NAVIGATION,
        "as_of_label": "Q4 FY26",
        "viewer_name": "Maya Chen",
        "viewer_role": "Account executive",
        "palette_url": reverse("ui:styleguide_palette"),
        "sign_out_url": "#sign-out",
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    form = sample.SampleForm(
        {
            "name": "Enterprise AE",
            "target": "sixty thousand",
            "effective": "2026-11-01",
            "role": "ae",
            "rounding": "half-even",
        }
    )
    context = _shell() | {
        "lines": sample.LINES,
        "page": Paginator(range(412), 25).get_page(request.GET.get("page")),
        "total_minor": sum(line.amount_minor for line in sample.LINES),
        "open_deals": sample.OPEN_DEALS,
        "statuses": sample.STATUSES,
        "tabs": sample.TABS,
        "timeline": sample.TIMELINE,
        "problems": sample.PROBLEMS,
        "plan_before": sample.PLAN_BEFORE,
        "plan_after": sample.PLAN_AFTER,
        "attainment": 91_746_500,
        "pace": 56_000_000,
        "job": sample.job_view(2_240, reverse("ui:styleguide_job", args=[2_840])),
        "step_names": ["Choose a file", "Match columns", "Check rows", "Import"],
        "form": form,
        "line_chart": sample_charts.attainment_line(),
        "charts": [
            sample_charts.accelerator_curve(),
            sample_charts.monthly_columns(),
            sample_charts.team_bars(),
            sample_charts.attainment_histogram(),
            sample_charts.quota_and_booked(),
            sample_charts.count_columns(),
        ],
        "sparkline": sample_charts.meetings_sparkline(),
    }
    return render(request, "ui/styleguide.html", context)


def line(request: HttpRequest, line_id: str) -> HttpResponse:
    """The derivation of a line, as a fragment."""
    found = next((item for item in sample.LINES if item.id == line_id), None)
    if found is None:
        return HttpResponse("There is no such line.", status=404)
    return render(request, "ui/styleguide_line.html", {"line": found})


def what_if(request: HttpRequest) -> HttpResponse:
    """What another deal would pay, as a fragment."""
    text = request.GET.get("amount", "0")
    amount_minor = int(text) * 100 if text.isascii() and text.isdigit() and len(text) < 9 else 0
    booked_minor, quota_minor = 55_047_900, 60_000_000
    beyond = max(0, booked_minor + amount_minor - quota_minor)
    pays = (amount_minor - beyond) // 10 + beyond * 15 // 100
    context = {
        "amount": amount_minor,
        "attainment": (booked_minor + amount_minor) * ONE // quota_minor,
        "pays": pays,
    }
    return render(request, "ui/styleguide_what_if.html", context)


def job(request: HttpRequest, done: int) -> HttpResponse:
    """The next state of the sample job."""
    return HttpResponse(
        render_job(request, sample.job_view(done, reverse("ui:styleguide_job", args=[done + 600])))
    )


def toast(request: HttpRequest) -> HttpResponse:
    """A fragment that shows a toast which can be undone."""
    return with_toast(HttpResponse(status=204), "Saved view “My renewals” deleted.", undo_url="#undo")


def palette(request: HttpRequest) -> JsonResponse:
    """What the palette finds: ``{"items": [{"verb", "label", "hint", "url"}]}``."""
    query = request.GET.get("q", "").lower()
    found = [
        {
            "verb": "Deal",
            "label": f"{item.account} · {item.deal}",
            "hint": formats.format_amount(item.amount_minor, item.currency),
            "url": f"#{item.id}",
        }
        for item in sample.LINES
        if query in f"{item.account} {item.deal}".lower()
    ]
    return JsonResponse({"items": found[:8]})


def plain(request: HttpRequest) -> HttpResponse:
    """The frame of sign-in and error pages."""
    return render(request, "ui/styleguide_plain.html", {"form": sample.SampleForm()})
