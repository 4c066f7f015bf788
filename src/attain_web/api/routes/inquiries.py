"""Inquiries: questions about statements, and the threads about them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query

from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import principal_of
from attain_web.api.problem import Refusal, not_found
from attain_web.api.resource import Resource, needs
from attain_web.api.schemas.inquiry import InquiryDetailOut, InquiryFilter, InquiryIn, InquiryOut, MessageIn
from attain_web.core.access import capabilities
from attain_web.inquiries import selectors, services
from attain_web.inquiries.models import Inquiry

inquiries = Resource("Inquiries")
TAKES_PART = needs("inquiry.write", "inquiry.resolve")
READS = needs("inquiry.read", "inquiry.write", "inquiry.resolve")


@inquiries.get("/inquiries", READS, Page[InquiryOut])
def list_inquiries(request: HttpRequest, where: Query[InquiryFilter], window: Query[Window]) -> Any:
    """The inquiries that you asked, and those about people whose pay you may see; the last changed first."""
    rows = selectors.visible_inquiries(request.user, state=where.state, mine=where.mine, query=where.q)
    return page_of(request, rows, window, _show)


@inquiries.post("/inquiries", needs("inquiry.write"), InquiryDetailOut, status=201)
def create_inquiry(request: HttpRequest, response: HttpResponse, data: InquiryIn) -> Any:
    """Asks about a line, a missing deal or a whole statement."""
    inquiry = services.ask(
        principal_of(request).user,
        person_id=data.person_id,
        period=data.period,
        subject=data.subject,
        text=data.text,
        about=data.about,
        line=data.line,
    )
    response.headers["Location"] = reverse("api:read_inquiry", args=[inquiry.pk])
    return _show_detail(inquiry)


@inquiries.get("/inquiries/{int:inquiry_id}", READS, InquiryDetailOut)
def read_inquiry(request: HttpRequest, inquiry_id: int) -> Any:
    """An inquiry with its messages."""
    return _show_detail(_find(request, inquiry_id))


@inquiries.post("/inquiries/{int:inquiry_id}/messages", TAKES_PART, InquiryDetailOut, status=201)
def add_message(request: HttpRequest, inquiry_id: int, data: MessageIn) -> Any:
    """Adds a message: one of those who resolve inquiries answers it, any other opens it again."""
    services.reply(_find(request, inquiry_id), principal_of(request).user, data.text)
    return _show_detail(_find(request, inquiry_id))


@inquiries.post("/inquiries/{int:inquiry_id}/resolve", TAKES_PART, InquiryDetailOut)
def resolve_inquiry(request: HttpRequest, inquiry_id: int) -> Any:
    """Marks an inquiry as done; whoever asked it may, and those who resolve inquiries."""
    inquiry, user = _find(request, inquiry_id), principal_of(request).user
    if inquiry.asked_by != user and "inquiry.resolve" not in capabilities(user):
        raise Refusal("not-allowed")
    services.resolve(inquiry, user)
    return _show_detail(_find(request, inquiry_id))


def _find(request: HttpRequest, inquiry_id: int) -> Inquiry:
    inquiry = selectors.visible_inquiries(request.user).filter(pk=inquiry_id).first()
    if inquiry is None:
        raise not_found()
    return inquiry


def _show(inquiry: Inquiry) -> dict[str, Any]:
    names = (
        "person_id", "period", "about", "component", "transaction_id", "line", "subject", "state",
        "created_at", "changed_at", "resolved_at",
    )  # fmt: skip
    return {name: getattr(inquiry, name) for name in names} | {
        "id": inquiry.pk,
        "asked_by": str(inquiry.asked_by),
        "assignee": str(inquiry.assignee or ""),
    }


def _show_detail(inquiry: Inquiry) -> dict[str, Any]:
    messages = inquiry.messages.select_related("author")
    return _show(inquiry) | {
        "messages": [{"author": str(one.author), "text": one.text, "at": one.at} for one in messages]
    }
