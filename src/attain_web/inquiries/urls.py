"""Addresses of inquiries."""

from __future__ import annotations

from django.urls import path

from attain_web.inquiries.views import inquiry

app_name = "inquiries"
urlpatterns = [
    path("inquiries/", inquiry.inquiry_list, name="list"),
    path("inquiries/new/", inquiry.inquiry_new, name="new"),
    path("inquiries/<int:pk>/", inquiry.inquiry_detail, name="detail"),
    path("inquiries/<int:pk>/reply/", inquiry.inquiry_reply, name="reply"),
    path("inquiries/<int:pk>/assign/", inquiry.inquiry_assign, name="assign"),
    path("inquiries/<int:pk>/resolve/", inquiry.inquiry_resolve, name="resolve"),
    path("inquiries/<int:pk>/reopen/", inquiry.inquiry_reopen, name="reopen"),
]
