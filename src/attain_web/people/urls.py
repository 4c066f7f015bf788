"""Addresses of people and positions."""

from __future__ import annotations

from django.urls import path

from attain_web.people.views import edit, people, positions

app_name = "people"
urlpatterns = [
    path("people/", people.person_list, name="list"),
    path("people/new/", edit.person_new, name="person_new"),
    path("people/assign/", edit.assign, name="assign"),
    path("people/undo/<int:event_id>/", edit.change_undo, name="undo"),
    path("people/<str:person_id>/", people.person_detail, name="detail"),
    path("people/<str:person_id>/edit/", edit.person_edit, name="person_edit"),
    path(
        "people/<str:person_id>/assignments/<str:position_id>/<str:start>/end/",
        edit.assignment_end,
        name="assignment_end",
    ),
    path("positions/", positions.position_list, name="positions"),
    path("positions/new/", edit.position_new, name="position_new"),
    path("positions/<str:position_id>/", positions.position_detail, name="position"),
    path("positions/<str:position_id>/change/", edit.position_change, name="position_change"),
    path("positions/<str:position_id>/close/", edit.position_close, name="position_close"),
]
