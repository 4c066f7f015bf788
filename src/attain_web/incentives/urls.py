"""Addresses of plans and runs."""

from __future__ import annotations

from django.urls import path

from attain_web.incentives.views import plan, run

app_name = "incentives"
urlpatterns = [
    path("plans/", plan.plan_list, name="plans"),
    path("plans/new/", plan.plan_new, name="plan_new"),
    path("plans/check/", plan.plan_check, name="plan_check"),
    path("plans/<slug:plan_id>/", plan.plan_detail, name="plan_detail"),
    path("plans/<slug:plan_id>/<str:version>/", plan.plan_detail, name="plan_version"),
    path("plans/<slug:plan_id>/<str:version>/edit/", plan.plan_edit, name="plan_edit"),
    path("plans/<slug:plan_id>/<str:version>/approve/", plan.plan_approve, name="plan_approve"),
    path("plans/<slug:plan_id>/<str:version>/text/", plan.plan_text, name="plan_text"),
    path("runs/", run.run_list, name="runs"),
    path("runs/start/", run.run_start, name="run_start"),
    path("runs/compare/", run.run_compare_choose, name="run_compare_choose"),
    path("runs/<int:pk>/", run.run_detail, name="run_detail"),
    path("runs/<int:pk>/problems/", run.run_problems, name="run_problems"),
    path("runs/<int:before>/compare/<int:after>/", run.run_compare, name="run_compare"),
]
