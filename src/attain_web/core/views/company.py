"""The company's settings."""

from __future__ import annotations

from django.db import transaction
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from attain_web.core import audit
from attain_web.core.access import requires
from attain_web.core.company import forget_company
from attain_web.core.forms import CompanyForm
from attain_web.core.models import Company
from attain_web.ui.toasts import add_toast


@requires("user.admin")
@require_http_methods(["GET", "POST"])
def company_settings(request: HttpRequest) -> HttpResponse:
    """Show and change name, fiscal calendar, currency, time zone and language."""
    company, _ = Company.objects.get_or_create(pk=1)
    before = model_to_dict(company)
    form = CompanyForm(request.POST or None, instance=company)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            audit.record(request.user, "change", saved, before, model_to_dict(saved))
        forget_company()
        add_toast(request, "The settings are saved.")
        return redirect("core:settings")
    return render(request, "core/settings.html", {"form": form}, status=422 if form.errors else 200)
