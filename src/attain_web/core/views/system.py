"""What machines and the shell of the page ask: health, palette."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from attain_web.core import health, palette
from attain_web.core.access import public, signed_in


@public
@require_safe
def health_live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
def health_ready(request: HttpRequest) -> HttpResponse:
    """The process can do its work; 503 when it cannot."""
    ready, states = health.check_all()
    return JsonResponse(
        {"status": "ok" if ready else "failing", "checks": states}, status=200 if ready else 503
    )


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the command palette finds for ``?q=``."""
    found = palette.search(request.user, request.GET.get("q", "")[:100])
    return JsonResponse({"items": [item.to_dict() for item in found]})
