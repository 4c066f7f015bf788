"""Addresses of what every part of the product shares."""

from __future__ import annotations

from django.urls import path

from attain_web.core.views import audit, company, jobs, system

app_name = "core"
urlpatterns = [
    path("health", system.health_live, name="health"),
    path("health/live", system.health_live, name="health_live"),
    path("health/ready", system.health_ready, name="health_ready"),
    path("palette/", system.search, name="palette"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("audit/", audit.audit_list, name="audit"),
    path("audit/<int:event_id>/", audit.audit_event, name="audit_event"),
    path("settings/", company.company_settings, name="settings"),
]
