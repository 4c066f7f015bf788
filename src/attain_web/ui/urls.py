"""Addresses of the style guide; whoever mounts them decides who may see it."""

from __future__ import annotations

from django.urls import path

from attain_web.ui import views

app_name = "ui"

urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/line/<str:line_id>/", views.line, name="styleguide_line"),
    path("styleguide/what-if/", views.what_if, name="styleguide_what_if"),
    path("styleguide/job/<int:done>/", views.job, name="styleguide_job"),
    path("styleguide/toast/", views.toast, name="styleguide_toast"),
    path("styleguide/palette/", views.palette, name="styleguide_palette"),
    path("styleguide/plain/", views.plain, name="styleguide_plain"),
]
